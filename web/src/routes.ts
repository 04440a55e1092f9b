import { type ComponentType, lazy } from 'react';

type Shown = ComponentType<{ params: Record<string, string> }>;
type Load = () => Promise<{ default: Shown }>;
export type Screen = { path: string; Screen: Shown };

// Every screen is a chunk of its own, which begins to load before anything is drawn.
const PARENT: Record<string, Load> = {
  '/': () => import('./screens/parent/Home'),
  '/calendar': () => import('./screens/parent/Calendar'),
  '/calendar-feed': () => import('./screens/parent/CalendarFeed'),
  '/contracts': () => import('./screens/parent/Contracts'),
  '/absences': () => import('./screens/parent/Absences'),
  '/rules': () => import('./screens/parent/Rules'),
  '/credits': () => import('./screens/parent/Credits'),
  '/reports': () => import('./screens/parent/Reports'),
  '/photos': () => import('./screens/parent/Photos'),
  '/downloads': () => import('./screens/parent/Downloads'),
  '/invoices': () => import('./screens/parent/Invoices'),
  '/invoices/:family/:invoice': () => import('./screens/parent/Invoice'),
  '/messages': () => import('./screens/parent/Messages'),
  '/messages/:conversation': () => import('./screens/parent/Conversation'),
  '/children/:child': () => import('./screens/parent/Child'),
  '/account': () => import('./screens/Account'),
  '/announcement': () => import('./screens/parent/Announcement'),
  '/more': () => import('./screens/parent/More'),
};

const STAFF: Record<string, Load> = {
  '/staff': () => import('./screens/staff/DayList'),
  '/staff/requests': () => import('./screens/staff/Requests'),
  '/staff/occupancy': () => import('./screens/staff/Occupancy'),
  '/staff/children/:child': () => import('./screens/staff/Child'),
  '/staff/children/:child/contracts': () => import('./screens/staff/Contracts'),
  '/staff/children/:child/credits': () => import('./screens/staff/Credits'),
  '/staff/children/:child/reports/:day': () => import('./screens/staff/Report'),
  '/staff/families': () => import('./screens/staff/Families'),
  '/staff/families/:family': () => import('./screens/staff/Family'),
  '/staff/messages': () => import('./screens/staff/Messages'),
  '/staff/messages/:conversation': () => import('./screens/staff/Conversation'),
  '/staff/photos': () => import('./screens/staff/Photos'),
  '/staff/billing': () => import('./screens/staff/Billing'),
  '/staff/billing/:month': () => import('./screens/staff/BillingMonth'),
  '/staff/imports': () => import('./screens/staff/Imports'),
  '/staff/imports/:import': () => import('./screens/staff/Import'),
  '/staff/colleagues': () => import('./screens/staff/Colleagues'),
  '/staff/policies': () => import('./screens/staff/Policies'),
  '/staff/policies/:care/new': () => import('./screens/staff/PolicyDraft'),
  '/staff/closing': () => import('./screens/staff/Closing'),
  '/staff/organisation': () => import('./screens/staff/Organisation'),
  '/staff/account': () => import('./screens/Account'),
  '/staff/more': () => import('./screens/staff/More'),
};

const screensOf = (loads: Record<string, Load>): Screen[] =>
  Object.entries(loads).map(([path, load]) => ({ path, Screen: lazy(load) }));

export const PARENT_SCREENS = screensOf(PARENT);
export const STAFF_SCREENS = screensOf(STAFF);

/** Begin with the download of the screen of this path. */
export function startScreen(path: string) {
  const found = Object.entries({ ...PARENT, ...STAFF }).find(([pattern]) =>
    new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(path),
  );
  void found?.[1]();
}
