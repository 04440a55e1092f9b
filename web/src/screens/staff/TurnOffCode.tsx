import { useState } from 'react';
import { http, ok } from '../../api/client';
import { useStaffWords } from '../../i18n/areas';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { Sheet } from '../../ui/Sheet';
import { useAction } from '../../ui/useAction';

/** For administrators: lets somebody in again whose phone and recovery codes are gone. */
export function TurnOffCode({ accountId, name }: { accountId: string; name: string }) {
  const t = useStaffWords();
  const [isOpen, setOpen] = useState(false);
  const turnOff = useAction(
    () =>
      ok(http.DELETE('/staff/accounts/{account_id}/second-factor', { params: { path: { account_id: accountId } } })),
    { done: t.factor.done(name), after: () => setOpen(false) },
  );
  return (
    <>
      <Button look="line" aria-label={t.factor.offOf(name)} onClick={() => setOpen(true)}>
        {t.factor.off}
      </Button>
      {isOpen && (
        <Sheet title={t.factor.offOf(name)} onClose={() => setOpen(false)}>
          <p>{t.factor.what(name)}</p>
          <Notice kind="warn">{t.factor.who}</Notice>
          {turnOff.problem && (
            <Notice kind="bad" alert>
              {turnOff.problem}
            </Notice>
          )}
          <Button look="danger" busy={turnOff.busy} onClick={() => turnOff.run(undefined)}>
            {t.factor.off}
          </Button>
        </Sheet>
      )}
    </>
  );
}
