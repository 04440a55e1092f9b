import { useWords } from '../i18n';
import { LinkButton } from '../ui/Button';
import { EmptyState } from '../ui/List';
import { Page } from '../ui/Page';

export function NotFound() {
  const { t } = useWords();
  return (
    <Page title={t.notFound.title}>
      <EmptyState icon="info" title={t.notFound.intro}>
        <LinkButton to="/">{t.notFound.home}</LinkButton>
      </EmptyState>
    </Page>
  );
}
