import { useQuery } from '@tanstack/react-query';
import { type FamilyOfMine, useFamilies } from '../../api/children';
import { http, ok, type Schemas } from '../../api/client';
import { useWords } from '../../i18n';
import { useParentWords, useWordsOf } from '../../i18n/areas';
import { downloadWords } from '../../i18n/downloads';
import { dayOf, moment, plainDay } from '../../lib/dates.ts';
import { sizeOf } from '../../lib/sizes.ts';
import { Button } from '../../ui/Button';
import { Badge, Card, Line, List, Section } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { useAction } from '../../ui/useAction';

type Export = Schemas['ExportView'];
const exportsKey = (familyId: string) => ['exports', familyId];
const MOODS = { running: 'warn', ready: 'good', expired: 'plain', failed: 'bad' } as const;
const LOOK_AGAIN = 2000; // milliseconds

export default function Downloads() {
  const t = useParentWords();
  const words = useWordsOf(downloadWords);
  const families = useFamilies();
  return (
    <Page title={words.title} back={{ to: '/photos', label: t.photos.title }}>
      <p>{words.intro}</p>
      <Loaded of={families}>{(list) => list.map((it) => <OfFamily key={it.family_id} family={it} />)}</Loaded>
    </Page>
  );
}

function OfFamily({ family }: { family: FamilyOfMine }) {
  const words = useWordsOf(downloadWords);
  const path = { path: { family_id: family.family_id } };
  const list = useQuery({
    queryKey: exportsKey(family.family_id),
    queryFn: () => ok(http.GET('/families/{family_id}/exports', { params: path })),
    refetchInterval: ({ state }) => (state.data?.exports.some((it) => it.state === 'running') ? LOOK_AGAIN : false),
  });
  const begin = useAction(() => ok(http.POST('/families/{family_id}/exports', { params: path, body: {} })), {
    done: words.started,
    refresh: [exportsKey(family.family_id)],
  });
  return (
    <>
      <Card title={family.name}>
        {begin.problem && (
          <Notice kind="bad" alert>
            {begin.problem}
          </Notice>
        )}
        <Button icon="download" block busy={begin.busy} onClick={() => begin.run(undefined)}>
          {words.start}
        </Button>
        <p className="muted small">{words.again}</p>
      </Card>
      <Loaded of={list} lines={1}>
        {({ exports }) =>
          exports.length ? (
            <Section title={words.earlier}>
              <List label={words.earlier}>
                {exports.map((it) => (
                  <OneExport key={it.export_id} familyId={family.family_id} it={it} />
                ))}
              </List>
            </Section>
          ) : null
        }
      </Loaded>
    </>
  );
}

function OneExport({ familyId, it }: { familyId: string; it: Export }) {
  const words = useWordsOf(downloadWords);
  const { language } = useWords();
  const save = useAction(
    () =>
      ok(
        http.POST('/families/{family_id}/exports/{export_id}/link', {
          params: { path: { family_id: familyId, export_id: it.export_id } },
        }),
      ),
    { after: ({ url }) => location.assign(url) },
  );
  const detail = [
    it.photos !== null && words.photos(it.photos),
    it.size !== null && sizeOf(it.size, language),
    it.state === 'ready' && it.expires_at && words.until(plainDay(dayOf(it.expires_at), language)),
  ];
  return (
    <Line
      title={moment(it.asked_at, language)}
      detail={detail.filter(Boolean).join(' · ')}
      end={<Badge mood={MOODS[it.state]}>{words.states[it.state]}</Badge>}
    >
      {it.state === 'running' && (
        <progress max={100} value={it.progress} aria-label={words.progress}>
          {it.progress}%
        </progress>
      )}
      {it.state === 'ready' && (
        <Button look="line" icon="download" busy={save.busy} onClick={() => save.run(undefined)}>
          {words.save}
        </Button>
      )}
      {save.problem && (
        <Notice kind="bad" alert>
          {save.problem}
        </Notice>
      )}
    </Line>
  );
}
