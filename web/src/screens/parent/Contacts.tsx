import { useState } from 'react';
import { type ChildOfMine, familyKey } from '../../api/children';
import { http, ok, type Schemas } from '../../api/client';
import { useParentWords } from '../../i18n/areas';
import { Button, IconButton } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { Face, Line, List, Section } from '../../ui/List';
import { Notice } from '../../ui/Notice';
import { Sheet } from '../../ui/Sheet';
import { useAction } from '../../ui/useAction';

type Person = Schemas['ContactView'];
type Kind = 'emergency' | 'pick_up';

/** Whom we call, and who may collect the child: two lists that are saved together, and asked for one at a time. */
export function Contacts({ child }: { child: ChildOfMine }) {
  const t = useParentWords();
  const [adding, setAdding] = useState<Kind>();
  const { emergency, pick_up, version } = child.contacts;
  const save = useAction(
    (lists: Record<Kind, Person[]>) =>
      ok(
        http.PUT('/children/{child_id}/contacts', {
          params: { path: { child_id: child.child_id } },
          body: {
            emergency: lists.emergency.map((it) => ({ ...it, phone: it.phone ?? '' })),
            pick_up: lists.pick_up,
            version,
          },
        }),
      ),
    { done: t.saved, refresh: [familyKey(child.family_id)] },
  );
  const lists = { emergency, pick_up };

  async function add(kind: Kind, values: FormData) {
    const phone = String(values.get('phone')).trim();
    const person: Person = {
      name: String(values.get('person')).trim(),
      phone: phone || null,
      relation: String(values.get('relation')).trim(),
    };
    await save.send({ ...lists, [kind]: [...lists[kind], person] });
    setAdding(undefined);
  }

  const words = {
    emergency: { title: t.children.emergency, add: t.children.emergencyAdd },
    pick_up: { title: t.children.pickUp, add: t.children.pickUpAdd },
  };

  return (
    <>
      {save.problem && !adding && (
        <Notice kind="bad" alert>
          {save.problem}
        </Notice>
      )}
      {(['emergency', 'pick_up'] as const).map((kind) => (
        <Section key={kind} title={words[kind].title}>
          <List label={words[kind].title}>
            {lists[kind].length ? (
              lists[kind].map((person, at) => (
                <Line
                  key={at}
                  start={<Face name={person.name} />}
                  title={person.name}
                  detail={[person.relation, person.phone].filter(Boolean).join(' · ')}
                  end={
                    <IconButton
                      icon="bin"
                      label={t.children.remove(person.name)}
                      onClick={() => save.run({ ...lists, [kind]: lists[kind].filter((_, other) => other !== at) })}
                    />
                  }
                />
              ))
            ) : (
              <Line title={<span className="muted">{t.children.nobody}</span>} />
            )}
          </List>
          <Button look="line" icon="plus" onClick={() => setAdding(kind)}>
            {words[kind].add}
          </Button>
        </Section>
      ))}
      {adding && (
        <Sheet title={words[adding].add} onClose={() => setAdding(undefined)}>
          <Form send={(values) => add(adding, values)} label={t.children.save}>
            <Field id="person" label={t.children.name} autoComplete="off" maxLength={100} />
            <Field
              id="phone"
              label={t.children.phone}
              type="tel"
              inputMode="tel"
              autoComplete="off"
              required={adding === 'emergency'}
              pattern="[0-9 \(\)+.\/\-]{3,40}"
            />
            <Field
              id="relation"
              label={t.children.relation}
              hint={t.children.relationHint}
              required={false}
              maxLength={50}
              autoComplete="off"
            />
          </Form>
        </Sheet>
      )}
    </>
  );
}
