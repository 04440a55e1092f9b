import { useState } from 'react';
import { http, ok, type Schemas } from '../../../api/client';
import { keys } from '../../../api/keys';
import { useWordsOf } from '../../../i18n/areas';
import { correctionWords } from '../../../i18n/corrections';
import { today } from '../../../lib/dates.ts';
import { amountIn, changedBy } from '../../../lib/hours.ts';
import type { Problems } from '../../../ui/ErrorSummary';
import { Field, TextField } from '../../../ui/Field';
import { Form } from '../../../ui/Form';
import { Facts } from '../../../ui/List';
import { Notice } from '../../../ui/Notice';
import { Segments } from '../../../ui/Segments';
import { Sheet } from '../../../ui/Sheet';
import { useAction } from '../../../ui/useAction';
import { useAmount } from '../../ledger/Ledger';

type Balance = Schemas['CreditBalanceView'];
type Unit = 'hours' | 'points';
type Props = { childId: string; balance: Balance; onClose: () => void };

const ABOUT = { CorrectionTooLarge: 'amount', ExpiresInThePast: 'usable_until' };

/** Give or take, with a reason; what is left then stands there before it is sent. */
export function Correcting({ childId, balance, onClose }: Props) {
  const words = useWordsOf(correctionWords);
  const [deed, setDeed] = useState<'give' | 'take'>('give');
  const [unit, setUnit] = useState<Unit>(Number(balance.points) > Number(balance.hours) ? 'points' : 'hours');
  const [typed, setTyped] = useState('');
  const sign = deed === 'take' ? '-' : '';
  const correct = useAction(
    (values: FormData) => {
      const text = (name: string) => String(values.get(name) ?? '').trim();
      return ok(
        http.POST('/staff/children/{child_id}/credits/corrections', {
          params: { path: { child_id: childId } },
          body: {
            amount: `${sign}${amountIn(text('amount'))}`,
            unit,
            reason: text('reason'),
            usable_until: text('usable_until') || null,
            version: balance.version,
          },
        }),
      );
    },
    { done: words.done, refresh: [keys.child(childId)], after: onClose },
  );
  const check = (values: FormData): Problems =>
    amountIn(String(values.get('amount'))) ? {} : { amount: words.amountWrong };
  const amount = amountIn(typed);
  return (
    <Sheet title={words.correct} onClose={onClose}>
      <p className="muted">{words.correctHow}</p>
      <Form send={correct.send} check={check} label={words.save} names={ABOUT}>
        <Segments
          label={words.what}
          name="deed"
          value={deed}
          options={[
            { value: 'give', label: words.give },
            { value: 'take', label: words.take },
          ]}
          onChange={(value) => setDeed(value === 'take' ? 'take' : 'give')}
        />
        <Segments
          label={words.unit}
          name="unit"
          value={unit}
          options={(['hours', 'points'] as const).map((value) => ({ value, label: words.units[value] }))}
          onChange={(value) => setUnit(value === 'points' ? 'points' : 'hours')}
        />
        <Field
          id="amount"
          label={words.amount}
          hint={words.amountHint}
          inputMode="decimal"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {deed === 'give' && (
          <Field
            id="usable_until"
            type="date"
            label={words.until}
            hint={words.untilHint}
            min={today()}
            required={false}
            unmarked
          />
        )}
        <TextField id="reason" label={words.reason} hint={words.reasonHint} maxLength={500} />
        <Then left={balance[unit]} unit={unit} change={amount && `${sign}${amount}`} />
      </Form>
    </Sheet>
  );
}

function Then({ left, unit, change }: { left: string; unit: Unit; change: string | undefined }) {
  const words = useWordsOf(correctionWords);
  const write = useAmount();
  const then = change && changedBy(left, change);
  return (
    <div aria-live="polite" className="stack tight">
      <Facts
        of={[
          [words.from, write(left, unit)],
          [words.to, then && Number(then) >= 0 ? write(then, unit) : '–'],
        ]}
      />
      {then && Number(then) < 0 && <Notice kind="warn">{words.tooMuch(write(left, unit))}</Notice>}
      {change?.startsWith('-') && <p className="muted small">{words.first}</p>}
    </div>
  );
}
