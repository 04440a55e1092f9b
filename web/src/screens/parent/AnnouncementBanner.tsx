import { Link } from 'wouter';
import { useParentWords } from '../../i18n/areas';
import { useOrganisation } from '../../organisation';
import { Notice } from '../../ui/Notice';

/** The first lines of what the organisation says about the move, for as long as it does. */
export function AnnouncementBanner() {
  const t = useParentWords();
  const organisation = useOrganisation();
  if (!organisation?.announcement) return null;
  const [firstLine = ''] = organisation.announcement.split('\n');
  return (
    <Notice>
      <p className="name">{t.home.announcement}</p>
      <p dir="auto">
        {firstLine} <Link to="/announcement">{t.home.readOn}</Link>
      </p>
    </Notice>
  );
}
