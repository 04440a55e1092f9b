import { useMe } from '../../api/session';
import { useParentWords } from '../../i18n/areas';
import { PARENT_SCREENS } from '../../routes';
import { MemberArea } from '../MemberArea';
import { usePlaces } from './places';

export default function ParentArea() {
  const { menu, places } = useParentWords();
  const { isStaff } = useMe();
  const other = isStaff ? { to: '/staff', label: places.staff } : undefined;
  return <MemberArea label={menu} {...usePlaces()} screens={PARENT_SCREENS} other={other} logOut={places.logOut} />;
}
