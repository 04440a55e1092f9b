import { useLogOut, useMe } from '../../api/session';
import { useParentWords } from '../../i18n/areas';
import { useOrganisation } from '../../organisation';
import { Button, LinkButton } from '../../ui/Button';
import { Line, List, Section, Sign } from '../../ui/List';
import { Page } from '../../ui/Page';
import { MemberControls } from '../MemberControls';
import { usePlaces } from './places';

/** All places that are not under the thumb already. */
export default function More() {
  const t = useParentWords();
  const { isStaff } = useMe();
  const organisation = useOrganisation();
  const logOut = useLogOut();
  return (
    <Page title={t.places.more}>
      <List label={t.menu}>
        {usePlaces()
          .places.slice(4)
          .map((it) => (
            <Line key={it.to} to={it.to} title={it.label} start={<Sign icon={it.icon} />} />
          ))}
        {organisation?.announcement && (
          <Line to="/announcement" title={t.places.announcement} start={<Sign icon="info" />} />
        )}
        {isStaff && <Line to="/staff" title={t.places.staff} start={<Sign icon="group" />} />}
      </List>
      {organisation && (
        <Section title={t.contact.title}>
          <p className="muted">{t.contact.intro}</p>
          <div className="row">
            <LinkButton look="line" icon="messages" to="/messages">
              {t.places.contact}
            </LinkButton>
            <LinkButton look="line" icon="phone" to={`tel:${organisation.phone.replace(/[^0-9+]/g, '')}`}>
              {organisation.phone}
            </LinkButton>
          </div>
        </Section>
      )}
      <div className="row between">
        <MemberControls />
        <Button look="quiet" icon="out" onClick={() => logOut('here')}>
          {t.places.logOut}
        </Button>
      </div>
    </Page>
  );
}
