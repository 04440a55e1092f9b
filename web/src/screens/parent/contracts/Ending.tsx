import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChildOfMine } from '../../../api/children';
import { type Contract, endContract, endingQuery } from '../../../api/contracts';
import { keys } from '../../../api/keys';
import { useWords } from '../../../i18n';
import { useWordsOf } from '../../../i18n/areas';
import { contractWords } from '../../../i18n/contracts';
import { endingWords } from '../../../i18n/ending';
import { type Day, fullDay, isDay, plainDay } from '../../../lib/dates.ts';
import { Button } from '../../../ui/Button';
import { Field } from '../../../ui/Field';
import { Loaded } from '../../../ui/Loaded';
import { Notice, Problem } from '../../../ui/Notice';
import { Sheet } from '../../../ui/Sheet';
import { useAction } from '../../../ui/useAction';

type Props = { child: ChildOfMine; contract: Contract; onClose: () => void };

/** First which day would be the last and what that means, then the button. */
export default function Ending({ child, contract, onClose }: Props) {
  const t = useWordsOf(endingWords);
  const { endOf } = useWordsOf(contractWords);
  const { language } = useWords();
  const [until, setUntil] = useState<Day>();
  const one = { childId: child.child_id, contractId: contract.contract_id };
  const first = useQuery(endingQuery(one, undefined));
  const quote = useQuery({ ...endingQuery(one, until), placeholderData: keepPreviousData });
  const end = useAction((last: Day) => endContract(one, last), {
    done: t.ended(plainDay(quote.data?.until ?? contract.start, language)),
    refresh: [keys.child(child.child_id), ['home']],
    after: onClose,
  });
  return (
    <Sheet title={endOf(contract.number)} onClose={onClose}>
      <Loaded of={first} lines={2}>
        {({ earliest }) => (
          <>
            <Field
              id="until"
              type="date"
              label={t.lastDay}
              hint={t.earliest(plainDay(earliest, language))}
              min={earliest}
              defaultValue={earliest}
              onChange={({ currentTarget: { value } }) => {
                if (isDay(value)) setUntil(value === earliest ? undefined : value);
              }}
            />
            <Loaded of={quote.error ? { ...quote, data: undefined } : quote} lines={1}>
              {(it) => (
                <>
                  <Notice kind="warn">
                    <p className="name">{t.endsOn(fullDay(it.until, language))}</p>
                    <ul className="sentences">
                      {it.rules.map((rule) => (
                        <li key={rule}>{rule}</li>
                      ))}
                    </ul>
                  </Notice>
                  <Problem of={end} />
                  <Button look="danger" block busy={end.busy || quote.isFetching} onClick={() => end.run(it.until)}>
                    {t.press(plainDay(it.until, language))}
                  </Button>
                </>
              )}
            </Loaded>
          </>
        )}
      </Loaded>
      <Button look="quiet" block onClick={onClose}>
        {t.keep}
      </Button>
    </Sheet>
  );
}
