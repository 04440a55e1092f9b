import { useLogOut, useMe } from '../../api/session';
import { useStaffWords } from '../../i18n/areas';
import { Button } from '../../ui/Button';
import { Line, List, Sign } from '../../ui/List';
import { Page } from '../../ui/Page';
import { MemberControls } from '../MemberControls';
import { usePlaces } from './places';

export default function More() {
  const t = useStaffWords();
  const { isFamily } = useMe();
  const logOut = useLogOut();
  return (
    <Page title={t.places.more}>
      <List label={t.menu}>
        {usePlaces()
          .places.slice(4)
          .map((it) => (
            <Line key={it.to} to={it.to} title={it.label} start={<Sign icon={it.icon} />} />
          ))}
        {isFamily && <Line to="/" title={t.places.parents} start={<Sign icon="child" />} />}
      </List>
      <div className="row between">
        <MemberControls />
        <Button look="quiet" icon="out" onClick={() => logOut('here')}>
          {t.places.logOut}
        </Button>
      </div>
    </Page>
  );
}
