import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../api/session';
import { requestsQuery } from '../../api/staff';
import { useStaffWords } from '../../i18n/areas';
import type { Place } from '../../ui/Shell';

/** Where a colleague can go: a group worker has the group, the office has the rest as well. */
export function usePlaces(): { places: Place[]; more: Place } {
  const { places } = useStaffWords();
  const { isOffice } = useMe();
  const requests = useQuery({ ...requestsQuery, enabled: isOffice });
  const today: Place = { to: '/staff', label: places.today, icon: 'group' };
  const occupancy: Place = { to: '/staff/occupancy', label: places.occupancy, icon: 'calendar' };
  const messages: Place = { to: '/staff/messages', label: places.messages, icon: 'messages' };
  const photos: Place = { to: '/staff/photos', label: places.photos, icon: 'photos' };
  const colleagues: Place = { to: '/staff/colleagues', label: places.colleagues, icon: 'account' };
  const account: Place = { to: '/staff/account', label: places.account, icon: 'settings' };
  const more: Place = { to: '/staff/more', label: places.more, icon: 'more' };
  if (!isOffice) return { places: [today, photos, messages, occupancy, colleagues, account], more };
  return {
    places: [
      today,
      {
        to: '/staff/requests',
        label: places.requests,
        icon: 'requests',
        waiting: requests.data?.requests.length,
      },
      messages,
      { to: '/staff/families', label: places.families, icon: 'family' },
      occupancy,
      photos,
      { to: '/staff/policies', label: places.policies, icon: 'rules' },
      { to: '/staff/closing', label: places.closing, icon: 'close' },
      { to: '/staff/billing', label: places.billing, icon: 'invoices' },
      { to: '/staff/imports', label: places.imports, icon: 'upload' },
      colleagues,
      { to: '/staff/organisation', label: places.organisation, icon: 'home' },
      account,
    ],
    more,
  };
}
