// The pages that need no session. The mails of `chalicelib/accounts` lead to them, with a token in the fragment.
export const LOG_IN = '/log-in';
export const ACTIVATE = '/activate';
export const FORGOTTEN = '/forgot-password';
export const RESET = '/reset-password';
export const CONFIRM_EMAIL = '/confirm-email';
export const AUTH_PAGES = [LOG_IN, ACTIVATE, FORGOTTEN, RESET, CONFIRM_EMAIL];
