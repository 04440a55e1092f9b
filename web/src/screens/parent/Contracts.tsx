import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { ChildOfMine } from '../../api/children';
import { type Contract, contractsQuery } from '../../api/contracts';
import { useWordsOf } from '../../i18n/areas';
import { contractWords } from '../../i18n/contracts';
import { type Agreed, canChange, contractsIn } from '../../lib/contracts.ts';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { OneContract } from '../contracts/OneContract';
import { OfOneChild } from './OfOneChild';

// Begins to load as soon as the contracts are drawn.
const loadEnding = () => import('./contracts/Ending');
const Ending = lazy(loadEnding);

/** What was agreed about a child, and the way to end it. */
export default function Contracts() {
  const t = useWordsOf(contractWords);
  return <OfOneChild title={t.title}>{(child) => <OfChild key={child.child_id} child={child} />}</OfOneChild>;
}

function OfChild({ child }: { child: ChildOfMine }) {
  const t = useWordsOf(contractWords);
  const contracts = useQuery(contractsQuery(child.child_id));
  return (
    <>
      <p className="muted">{t.intro}</p>
      <Loaded of={contracts}>
        {(it) =>
          it.contracts.length ? (
            <All of={contractsIn(it.contracts)} child={child} />
          ) : (
            <EmptyState icon="contract" title={t.none}>
              {t.noneHow}
            </EmptyState>
          )
        }
      </Loaded>
    </>
  );
}

function All({ of: all, child }: { of: Agreed<Contract>[]; child: ChildOfMine }) {
  const t = useWordsOf(contractWords);
  const [ending, setEnding] = useState<Contract>();
  useEffect(() => void loadEnding(), []);
  const [past, current] = [all.filter((it) => !canChange(it)), all.filter(canChange)];
  return (
    <>
      {current.map((it) => (
        <OneContract key={it.number} of={it}>
          <div>
            <Button look="line" onClick={() => setEnding(lastOf(it))}>
              {t.end}
              <span className="unseen">{it.number}</span>
            </Button>
          </div>
        </OneContract>
      ))}
      {past.length > 0 && (
        <details>
          <summary className="link">{t.over(past.length)}</summary>
          <div className="stack">
            {past.map((it) => (
              <OneContract key={it.number} of={it} />
            ))}
          </div>
        </details>
      )}
      {ending && (
        <Suspense>
          <Ending child={child} contract={ending} onClose={() => setEnding(undefined)} />
        </Suspense>
      )}
    </>
  );
}

const lastOf = ({ shown, later }: Agreed<Contract>) => later.at(-1) ?? shown;
