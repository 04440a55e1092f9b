type Policy = { createScriptURL: (url: string) => string };
type Factory = { createPolicy: (name: string, rules: Policy) => Policy };

const rules: Policy = {
  createScriptURL: (url) => {
    if (url !== '/sw.js') throw new TypeError(`This is no script of ours: ${url}`);
    return url;
  },
};

/** The one script that is started by its address; browsers with Trusted Types want to know that it was looked at. */
export function serviceWorker(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: Factory };
  return (trustedTypes?.createPolicy('kiekeboe', rules) ?? rules).createScriptURL('/sw.js');
}
