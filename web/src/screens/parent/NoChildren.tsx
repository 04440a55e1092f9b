import { useParentWords } from '../../i18n/areas';
import { EmptyState } from '../../ui/List';
import { Page } from '../../ui/Page';

export function NoChildren({ title }: { title: string }) {
  const t = useParentWords();
  return (
    <Page title={title}>
      <EmptyState icon="child" title={t.noChildren}>
        {t.noChildrenHow}
      </EmptyState>
    </Page>
  );
}
