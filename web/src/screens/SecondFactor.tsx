import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { http, ok } from '../api/client';
import { sessionQuery } from '../api/session';
import { useWords } from '../i18n';
import { secondFactorWords, warningOf } from '../i18n/secondFactor';
import { dayOf, plainDay } from '../lib/dates.ts';
import { Button } from '../ui/Button';
import { Card } from '../ui/List';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Sheet } from '../ui/Sheet';
import { useAction } from '../ui/useAction';
import { RecoveryCodes, SECOND_FACTOR, SetUp } from './SetUp';

/** Whether a code is asked for at log-in, and what can be done about that. */
export function SecondFactor() {
  const { language } = useWords();
  const t = secondFactorWords[language];
  const factor = useQuery({ queryKey: SECOND_FACTOR, queryFn: () => ok(http.GET('/second-factor')) });
  return (
    <Card title={t.title}>
      <Loaded of={factor} lines={2}>
        {({ on_since, recovery_codes_left }) =>
          on_since ? (
            <>
              <p>
                {t.on(plainDay(dayOf(on_since), language))}{' '}
                {!warningOf(recovery_codes_left, t) && t.left(recovery_codes_left)}
              </p>
              <FewCodes left={recovery_codes_left} />
              <Changes />
            </>
          ) : (
            <TurnOn />
          )
        }
      </Loaded>
    </Card>
  );
}

function FewCodes({ left }: { left: number }) {
  const { language } = useWords();
  const warning = warningOf(left, secondFactorWords[language]);
  return warning && <Notice kind="warn">{warning}</Notice>;
}

function TurnOn() {
  const { language } = useWords();
  const t = secondFactorWords[language];
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <p>{t.off}</p>
      <div className="row">
        <Button look="line" onClick={() => setOpen(true)}>
          {t.turnOn}
        </Button>
      </div>
      {isOpen && (
        <Sheet title={t.title} onClose={() => setOpen(false)}>
          <SetUp label={t.start} onDone={() => setOpen(false)} />
        </Sheet>
      )}
    </>
  );
}

function Changes() {
  const { language } = useWords();
  const t = secondFactorWords[language];
  const [open, setOpen] = useState<'replace' | 'off'>();
  const [codes, setCodes] = useState<string[]>();
  const close = () => {
    setOpen(undefined);
    setCodes(undefined);
  };
  const renew = useAction(() => ok(http.POST('/second-factor/recovery-codes', {})), {
    refresh: [SECOND_FACTOR],
    after: (made) => setCodes(made.codes),
  });
  return (
    <>
      {renew.problem && (
        <Notice kind="bad" alert>
          {renew.problem}
        </Notice>
      )}
      <div className="row">
        <Button look="line" busy={renew.busy} onClick={() => renew.run(undefined)}>
          {t.renew}
        </Button>
        <Button look="line" onClick={() => setOpen('replace')}>
          {t.replace}
        </Button>
        <Button look="quiet" onClick={() => setOpen('off')}>
          {t.turnOff}
        </Button>
      </div>
      {codes && (
        <Sheet title={t.renew} onClose={close}>
          <RecoveryCodes codes={codes} onDone={close} />
        </Sheet>
      )}
      {open === 'replace' && (
        <Sheet title={t.replace} onClose={close}>
          <SetUp label={t.start} onDone={close} />
        </Sheet>
      )}
      {open === 'off' && <TurnOff onClose={close} />}
    </>
  );
}

function TurnOff({ onClose }: { onClose: () => void }) {
  const { language } = useWords();
  const t = secondFactorWords[language];
  const off = useAction(() => ok(http.DELETE('/second-factor', {})), {
    done: t.turnedOff,
    refresh: [SECOND_FACTOR, sessionQuery.queryKey],
    after: onClose,
  });
  return (
    <Sheet title={t.turnOff} onClose={onClose}>
      <p>{t.turnOffWhy}</p>
      {off.problem && (
        <Notice kind="bad" alert>
          {off.problem}
        </Notice>
      )}
      <Button look="danger" busy={off.busy} onClick={() => off.run(undefined)}>
        {t.turnOff}
      </Button>
    </Sheet>
  );
}
