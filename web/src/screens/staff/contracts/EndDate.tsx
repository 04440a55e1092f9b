import type { Schemas } from '../../../api/client';
import type { Contract } from '../../../api/contracts';
import { type Changed, setEnding, staffContractsKey } from '../../../api/staffContracts';
import { useStaffWords, useWordsOf } from '../../../i18n/areas';
import { contractFormWords } from '../../../i18n/contractForms';
import { Field } from '../../../ui/Field';
import { Form } from '../../../ui/Form';
import { Sheet } from '../../../ui/Sheet';
import { useAction } from '../../../ui/useAction';

type Props = {
  child: Schemas['ChildView'];
  row: Contract;
  onClose: () => void;
  onDone: (changed: Changed) => void;
};

const ABOUT = { ContractIsOver: 'until', MonthIsOver: 'until', ContractsOverlap: 'until' };

/** Until when a contract runs; empty lets it go on. */
export function EndDate({ child, row, onClose, onDone }: Props) {
  const t = useStaffWords();
  const words = useWordsOf(contractFormWords);
  const save = useAction(
    (values: FormData) =>
      setEnding({ childId: child.child_id, contractId: row.contract_id }, String(values.get('until')) || null),
    { done: words.saved, refresh: [staffContractsKey(child.child_id)], after: onDone },
  );
  return (
    <Sheet title={words.endingOf(row.number)} onClose={onClose}>
      <Form send={save.send} label={t.save} names={ABOUT}>
        <Field
          id="until"
          type="date"
          label={words.until}
          hint={words.endingHow}
          defaultValue={row.until ?? ''}
          required={false}
          unmarked
        />
      </Form>
    </Sheet>
  );
}
