import { useStaffWords } from '../../../i18n/areas';
import { TextField } from '../../../ui/Field';
import { Form } from '../../../ui/Form';
import { Sheet } from '../../../ui/Sheet';

type Props = { about: string; send: (reason: string) => Promise<unknown>; onClose: () => void };

/** Who declines says why: the parents read it. */
export function Declining({ about, send, onClose }: Props) {
  const t = useStaffWords();
  return (
    <Sheet title={`${t.requests.decline}: ${about}`} onClose={onClose}>
      <Form send={(values) => send(String(values.get('reason')).trim())} label={t.requests.decline}>
        <TextField id="reason" label={t.requests.why} hint={t.requests.whyHint} maxLength={500} dir="auto" />
      </Form>
    </Sheet>
  );
}
