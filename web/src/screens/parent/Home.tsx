import './photos.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Schemas } from '../../api/client';
import { homeQuery } from '../../api/home';
import { useMe } from '../../api/session';
import { useWords } from '../../i18n';
import { useParentWords } from '../../i18n/areas';
import { dayOf, fullDay, fullMonth, plainDay, shortDay } from '../../lib/dates.ts';
import { euros } from '../../lib/money.ts';
import { LinkButton } from '../../ui/Button';
import { Badge, EmptyState, Face, Line, List, Section, Sign } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { AnnouncementBanner } from './AnnouncementBanner';
import { MOODS } from './states';
import { useAge } from './useAge';

type HomeOf = Schemas['HomeView'];
const SHOWN = 8; // days

/** What waits for somebody first; then the days, the children, and the photos. All of it is one answer. */
export default function Home() {
  const t = useParentWords();
  const { name, families } = useMe();
  const isParent = families.some((it) => it.role === 'parent');
  const home = useQuery(homeQuery);
  return (
    <Page title={t.home.hello(name.split(' ')[0] ?? '')}>
      <AnnouncementBanner />
      <Loaded of={home} lines={5}>
        {(it) => (
          <>
            <Waiting home={it} />
            {isParent ? (
              <div className="columns">
                <div className="stack wide">
                  <Children home={it} />
                  <Photos home={it} />
                </div>
                <Coming home={it} />
              </div>
            ) : (
              !it.invoices.length && <EmptyState icon="invoices" title={t.home.quiet} />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Waiting({ home: { unread, invoices } }: { home: HomeOf }) {
  const t = useParentWords();
  const { language } = useWords();
  if (!unread && !invoices.length) return null;
  return (
    <List label={t.home.waiting}>
      {unread > 0 && <Line to="/messages" start={<Sign icon="messages" />} title={t.home.unread(unread)} />}
      {invoices.map((it) => (
        <Line
          key={it.invoice_id}
          to={`/invoices/${it.family_id}/${it.invoice_id}`}
          start={<Sign icon="invoices" />}
          title={t.invoices.ofMonth(fullMonth(it.month, language))}
          detail={(it.is_debited ? t.invoices.debited : t.invoices.payBy)(plainDay(it.due_date, language))}
          end={<b className="number">{euros(it.total, language)}</b>}
        />
      ))}
    </List>
  );
}

function Children({ home: { children } }: { home: HomeOf }) {
  const t = useParentWords();
  const { language } = useWords();
  const age = useAge();
  if (!children.length) {
    return (
      <EmptyState icon="child" title={t.noChildren}>
        {t.noChildrenHow}
      </EmptyState>
    );
  }
  return (
    <Section title={t.home.children}>
      <List label={t.home.children}>
        {children.map((it) => (
          <Line
            key={it.child_id}
            to={`/children/${it.child_id}`}
            start={<Face name={it.first_name} />}
            title={it.first_name}
            detail={age(it.birth_date)}
          >
            {it.reported_on && (
              <Link to={`/reports?child=${it.child_id}`}>{t.home.report(shortDay(it.reported_on, language))}</Link>
            )}
          </Line>
        ))}
      </List>
    </Section>
  );
}

function Coming({ home: { days, children } }: { home: HomeOf }) {
  const t = useParentWords();
  const { language } = useWords();
  const names = new Map(children.map((it) => [it.child_id, it.first_name]));
  return (
    <Section title={t.home.coming} aside={<Link to="/calendar">{t.home.toMonth}</Link>}>
      {days.length ? (
        <List label={t.home.coming}>
          {Object.entries(Object.groupBy(days, (it) => it.day))
            .slice(0, SHOWN)
            .map(([day, list = []]) => (
              <Line
                key={day}
                to={`/calendar?child=${list[0]?.child_id ?? ''}&day=${day}`}
                title={<span className="capital">{shortDay(day, language)}</span>}
                detail={list.map((it) => names.get(it.child_id)).join(', ')}
                end={list
                  .filter((it, at) => list.findIndex((other) => other.state === it.state) === at)
                  .map((it) => (
                    <Badge key={it.state} mood={MOODS[it.state]}>
                      {t.calendar.states[it.state]}
                    </Badge>
                  ))}
              />
            ))}
        </List>
      ) : (
        <EmptyState icon="calendar" title={t.home.noComing}>
          <LinkButton to="/calendar">{t.home.toMonth}</LinkButton>
        </EmptyState>
      )}
    </Section>
  );
}

function Photos({ home: { photos } }: { home: HomeOf }) {
  const t = useParentWords();
  const { language } = useWords();
  if (!photos.length) return null;
  return (
    <Section title={t.home.photos} aside={<Link to="/photos">{t.home.allPhotos}</Link>}>
      <ul className="photos">
        {photos.map((it) => (
          <li key={it.photo_id}>
            <Link
              to={`/photos?child=${it.child_ids[0] ?? ''}&photo=${it.photo_id}`}
              aria-label={t.photos.open(fullDay(dayOf(it.taken_at), language))}
            >
              <img src={it.thumbnail} alt="" loading="lazy" decoding="async" width="320" height="320" />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
