import { useId, useState } from 'react';
import { askDay, type Given, type Offer, type Outlook, type Part } from '../../../api/asking';
import type { ChildOfMine } from '../../../api/children';
import type { Schemas } from '../../../api/client';
import { keys } from '../../../api/keys';
import { useWords } from '../../../i18n';
import { useParentWords } from '../../../i18n/areas';
import { useAskingWords } from '../../../i18n/asking';
import type { Asking } from '../../../i18n/nl/asking';
import { longDay } from '../../../lib/dates.ts';
import { clockOf, hoursOf } from '../../../lib/hours.ts';
import { Button } from '../../../ui/Button';
import { Facts } from '../../../ui/List';
import { Notice, Problem } from '../../../ui/Notice';
import { usePress } from '../../../ui/usePress';
import type { Answered } from './answered';

type Pay = Offer['options'][number]['pay'];

type Props = {
  child: ChildOfMine;
  outlook: Outlook;
  part?: Part;
  gives?: Given;
  onAnswer: (answered: Answered) => void;
};

/** What stands in the way of a day; or what it would take, and then the button. */
export function Offered(props: Props) {
  const { offer, refusal } = props.outlook;
  if (offer) return <Takes {...props} offer={offer} />;
  return refusal && <Notice kind="warn">{refusal.message}</Notice>;
}

function Takes({ child, outlook: { day, state }, offer, part, gives, onAnswer }: Props & { offer: Offer }) {
  const t = useParentWords();
  const words = useAskingWords();
  const { language } = useWords();
  const [pay, setPay] = useState(offer.options[0]?.pay);
  const option = offer.options.find((it) => it.pay === pay) ?? offer.options[0];
  const isFull = state === 'full';
  const ask = usePress((body: Schemas['AskRequest'], key) => askDay(child.child_id, body, key), {
    refresh: [keys.child(child.child_id), ['home']],
    after: (request) => onAnswer({ request, decidedOn: offer.decided_on }),
  });
  const press = () =>
    ask.run({
      day,
      part,
      gives,
      group_id: offer.group_id,
      pay: gives ? undefined : option?.pay,
      or_wait: isFull,
      agreed_price: option?.price,
    });
  return (
    <>
      <Facts
        of={[
          [t.calendar.groupName, offer.group],
          [
            t.calendar.time,
            `${clockOf(offer.opens)} – ${clockOf(offer.closes)} (${t.hours(hoursOf(offer.hours, language))})`,
          ],
        ]}
      />
      {gives && <p>{words.ask.ofDays(longDay(gives.day, language), longDay(day, language))}</p>}
      <Costs options={offer.options} value={option?.pay} onChange={setPay} />
      {isFull ? <Notice kind="warn">{words.ask.full}</Notice> : <When offer={offer} isTight={state === 'tight'} />}
      <Problem of={ask} />
      <Button icon={isFull ? 'queue' : gives ? 'swap' : 'plus'} block busy={ask.busy} onClick={press}>
        {labelOf(isFull, Boolean(gives), offer.decides, words.ask)}
      </Button>
    </>
  );
}

type Words = Asking['ask'];

function labelOf(isFull: boolean, isExchange: boolean, decides: Offer['decides'], words: Words): string {
  if (isFull) return words.wait;
  if (isExchange) return decides === 'at_once' ? words.pressExchange : words.askExchange;
  return decides === 'at_once' ? words.book : words.press;
}

/** Who decides, and by when. */
function When({ offer: { decides, decided_on }, isTight }: { offer: Offer; isTight: boolean }) {
  const { language } = useWords();
  const { ask } = useAskingWords();
  const day = decided_on && longDay(decided_on, language);
  const promised = decides === 'staff' ? ask.staffBy : ask.inOrderOn;
  return (
    <p className="muted small">
      {isTight && `${ask.tight} `}
      {day && decides !== 'at_once' ? promised(day) : ask.decides[decides]}
    </p>
  );
}

type CostsProps = { options: Offer['options']; value: string | undefined; onChange: (pay: Pay) => void };

/** The price, before anybody presses; where there are more ways to pay, one is chosen. */
function Costs({ options, value, onChange }: CostsProps) {
  const words = useAskingWords();
  const name = useId();
  const [only] = options;
  if (options.length < 2) {
    return (
      only && (
        <p>
          <span className="muted">{words.ask.cost}: </span>
          <strong>{only.told}</strong>
        </p>
      )
    );
  }
  return (
    <fieldset className="options">
      <legend>{words.ask.pay}</legend>
      {options.map((it) => (
        <label key={it.pay}>
          <input type="radio" name={name} checked={it.pay === value} onChange={() => onChange(it.pay)} />
          <span>
            <b>{words.ask.pays[it.pay]}</b>
            <span className="muted small">{it.told}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
