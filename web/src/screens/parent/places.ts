import { useQuery } from '@tanstack/react-query';
import { homeQuery } from '../../api/home';
import { useMe } from '../../api/session';
import { useParentWords } from '../../i18n/areas';
import type { Place } from '../../ui/Shell';

/** Where a parent can go; who only pays sees what is to be paid. */
export function usePlaces(): { places: Place[]; more: Place } {
  const { places } = useParentWords();
  const { families } = useMe();
  const isParent = families.some((it) => it.role === 'parent');
  const home = useQuery(homeQuery);
  const account: Place = { to: '/account', label: places.account, icon: 'account' };
  const more: Place = { to: '/more', label: places.more, icon: 'more' };
  const invoices: Place = { to: '/invoices', label: places.invoices, icon: 'invoices' };
  const start: Place = { to: '/', label: places.home, icon: 'home' };
  if (!isParent) return { places: [start, invoices, account], more };
  return {
    places: [
      start,
      { to: '/calendar', label: places.calendar, icon: 'calendar' },
      { to: '/photos', label: places.photos, icon: 'photos' },
      { to: '/messages', label: places.messages, icon: 'messages', waiting: home.data?.unread },
      invoices,
      { to: '/reports', label: places.reports, icon: 'reports' },
      { to: '/credits', label: places.credits, icon: 'credits' },
      { to: '/absences', label: places.absences, icon: 'absent' },
      { to: '/contracts', label: places.contracts, icon: 'contract' },
      { to: '/rules', label: places.rules, icon: 'rules' },
      { to: '/downloads', label: places.downloads, icon: 'download' },
      account,
    ],
    more,
  };
}
