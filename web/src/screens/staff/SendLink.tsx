import { http, ok } from '../../api/client';
import { staffKeys } from '../../api/staff';
import { useStaffWords } from '../../i18n/areas';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { useAction } from '../../ui/useAction';

/** Mails somebody a fresh link; nobody ever mails a password. */
export function SendLink({ accountId, isFirst }: { accountId: string; isFirst: boolean }) {
  const t = useStaffWords();
  const send = useAction(
    () => ok(http.POST('/staff/accounts/{account_id}/invitations', { params: { path: { account_id: accountId } } })),
    { done: t.link.sent, refresh: [staffKeys.families, staffKeys.colleagues] },
  );
  return (
    <>
      {send.problem && (
        <Notice kind="bad" alert>
          {send.problem}
        </Notice>
      )}
      <Button look="line" icon="mail" busy={send.busy} onClick={() => send.run(undefined)}>
        {isFirst ? t.link.send : t.link.fresh}
      </Button>
    </>
  );
}
