import { useMe } from '../../api/session';
import { useStaffWords } from '../../i18n/areas';
import { STAFF_SCREENS } from '../../routes';
import { MemberArea } from '../MemberArea';
import { usePlaces } from './places';

export default function StaffArea() {
  const { menu, places } = useStaffWords();
  const { isFamily } = useMe();
  const other = isFamily ? { to: '/', label: places.parents } : undefined;
  return <MemberArea label={menu} {...usePlaces()} screens={STAFF_SCREENS} other={other} logOut={places.logOut} />;
}
