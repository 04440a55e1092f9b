import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { http, ok, type Schemas } from '../../api/client';
import { useWords } from '../../i18n';
import { useParentWords, useWordsOf } from '../../i18n/areas';
import { feedWords } from '../../i18n/feed';
import { dayOf, plainDay } from '../../lib/dates.ts';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { Problem } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { Sheet } from '../../ui/Sheet';
import { useAction } from '../../ui/useAction';
import { Address } from './feed/Address';

const FEED = ['calendar-feed'];

/** The address under which the calendar of a phone finds the days: make it, make it anew, or end it. */
export default function CalendarFeed() {
  const t = useParentWords();
  const words = useWordsOf(feedWords);
  const feed = useQuery({ queryKey: FEED, queryFn: () => ok(http.GET('/me/calendar-feed')) });
  return (
    <Page title={words.title} back={{ to: '/calendar', label: t.absences.toCalendar }}>
      <p>{words.intro}</p>
      <Loaded of={feed} lines={2}>
        {(it) => <Shown feed={it} />}
      </Loaded>
      <Card title={words.who}>
        <ul className="sentences">
          {words.sees.map((it) => (
            <li key={it}>{it}</li>
          ))}
        </ul>
      </Card>
    </Page>
  );
}

function Shown({ feed }: { feed: Schemas['CalendarFeedView'] }) {
  const words = useWordsOf(feedWords);
  const { language } = useWords();
  const [address, setAddress] = useState<string>();
  const [open, setOpen] = useState<'replace' | 'end'>();
  const close = () => setOpen(undefined);
  const make = useAction(() => ok(http.POST('/me/calendar-feed', {})), {
    done: words.made,
    refresh: [FEED],
    after: (made) => {
      close();
      setAddress(made.address);
    },
  });
  const end = useAction(() => ok(http.DELETE('/me/calendar-feed', {})), {
    done: words.ended,
    refresh: [FEED],
    after: () => {
      close();
      setAddress(undefined);
    },
  });
  if (!feed.exists || !feed.made_at) {
    return (
      <Card title={words.none}>
        <Problem of={make} />
        <Button icon="calendar" block busy={make.busy} onClick={() => make.run(undefined)}>
          {words.make}
        </Button>
      </Card>
    );
  }
  return (
    <>
      {address && <Address of={address} />}
      <Card title={words.exists(plainDay(dayOf(feed.made_at), language))}>
        {!address && <p className="muted">{words.existsHow}</p>}
        <div className="row">
          <Button look="line" onClick={() => setOpen('replace')}>
            {words.replace}
          </Button>
          <Button look="danger" onClick={() => setOpen('end')}>
            {words.end}
          </Button>
        </div>
      </Card>
      {open && (
        <Sure
          title={open === 'end' ? words.end : words.replace}
          what={open === 'end' ? words.endWhat : words.replaceWhat}
          of={open === 'end' ? end : make}
          onClose={close}
        />
      )}
    </>
  );
}

type Act = { run: (input: undefined) => void; busy: boolean; problem: string | undefined };

/** What would be lost, before it is. */
function Sure({ title, what, of, onClose }: { title: string; what: string; of: Act; onClose: () => void }) {
  const words = useWordsOf(feedWords);
  return (
    <Sheet title={title} onClose={onClose}>
      <p>{what}</p>
      <Problem of={of} />
      <Button look="danger" block busy={of.busy} onClick={() => of.run(undefined)}>
        {title}
      </Button>
      <Button look="line" block onClick={onClose}>
        {words.keep}
      </Button>
    </Sheet>
  );
}
