import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../api/client';
import type { Contract } from '../../api/contracts';
import { staffChildQuery } from '../../api/staff';
import { type Changed, staffContractsQuery } from '../../api/staffContracts';
import { useWordsOf } from '../../i18n/areas';
import { contractFormWords } from '../../i18n/contractForms';
import { contractWords } from '../../i18n/contracts';
import { type Agreed, canChange, contractsIn } from '../../lib/contracts.ts';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { OneContract } from '../contracts/OneContract';
import { Changing } from './contracts/Changing';
import { EndDate } from './contracts/EndDate';

type Deed = { kind: 'change' | 'end'; row: Contract } | { kind: 'add' };

/** The contracts of a child: what was agreed when, and the forms to enter and change them. */
export default function Contracts({ params }: { params: Record<string, string> }) {
  const child = useQuery(staffChildQuery(params.child ?? ''));
  return <Loaded of={child}>{(it) => <OfChild child={it.child} />}</Loaded>;
}

function OfChild({ child }: { child: Schemas['ChildView'] }) {
  const t = useWordsOf(contractWords);
  const words = useWordsOf(contractFormWords);
  const contracts = useQuery(staffContractsQuery(child.child_id));
  const [deed, setDeed] = useState<Deed>();
  const [warnings, setWarnings] = useState<Changed['warnings']>([]);
  const close = () => setDeed(undefined);
  const after = (changed: Changed) => {
    close();
    setWarnings(changed.warnings);
  };
  return (
    <Page
      title={t.of(`${child.first_name} ${child.last_name}`)}
      back={{ to: `/staff/children/${child.child_id}`, label: child.first_name }}
      aside={
        <Button icon="plus" onClick={() => setDeed({ kind: 'add' })}>
          {words.add}
        </Button>
      }
    >
      {warnings.map((it) => (
        <Notice key={it} kind="warn" alert>
          {words.warnings[it]}
        </Notice>
      ))}
      <Loaded of={contracts}>
        {(it) =>
          it.contracts.length ? (
            <div className="columns">
              {contractsIn(it.contracts).map((one) => (
                <OneContract key={one.number} of={one}>
                  {canChange(one) && <Deeds of={one} onDeed={setDeed} />}
                </OneContract>
              ))}
            </div>
          ) : (
            <EmptyState icon="contract" title={words.none}>
              {words.noneHow}
            </EmptyState>
          )
        }
      </Loaded>
      {deed?.kind === 'end' && <EndDate child={child} row={deed.row} onClose={close} onDone={after} />}
      {(deed?.kind === 'add' || deed?.kind === 'change') && (
        <Changing child={child} row={deed.kind === 'change' ? deed.row : undefined} onClose={close} onDone={after} />
      )}
    </Page>
  );
}

function Deeds({ of: { number, shown, later }, onDeed }: { of: Agreed<Contract>; onDeed: (deed: Deed) => void }) {
  const words = useWordsOf(contractFormWords);
  const row = later.at(-1) ?? shown;
  return (
    <div className="row">
      <Button look="line" onClick={() => onDeed({ kind: 'change', row })}>
        {words.change}
        <span className="unseen">{number}</span>
      </Button>
      <Button look="line" onClick={() => onDeed({ kind: 'end', row })}>
        {words.ending}
        <span className="unseen">{number}</span>
      </Button>
    </div>
  );
}
