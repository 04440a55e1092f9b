import { useParentWords } from '../../i18n/areas';
import { useOrganisation } from '../../organisation';
import { LinkButton } from '../../ui/Button';
import { Card, EmptyState } from '../../ui/List';
import { Page } from '../../ui/Page';

/** What parents are told about the move from the old portal. */
export default function Announcement() {
  const t = useParentWords();
  const organisation = useOrganisation();
  return (
    <Page title={t.places.announcement} back={{ to: '/', label: t.places.home }}>
      {organisation?.announcement ? (
        <Card>
          <p className="lines" dir="auto">
            {organisation.announcement}
          </p>
          <div>
            <LinkButton look="line" icon="messages" to="/messages">
              {t.places.contact}
            </LinkButton>
          </div>
        </Card>
      ) : (
        <EmptyState icon="info" title={t.announcement.none} />
      )}
    </Page>
  );
}
