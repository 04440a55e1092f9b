// Where to go on to after logging in.

/** The page that was asked for, if it is one of ours: an address of another site is not followed. */
export function pathOr(path: string | null | undefined, otherwise: string): string {
  return path && /^\/(?![/\\])/.test(path) && !/[\s\\]/.test(path) ? path : otherwise;
}

/** The log-in page, which leads back to where somebody was. */
export const logInPath = (path: string) => (path === '/' ? '/log-in' : `/log-in?to=${encodeURIComponent(path)}`);
