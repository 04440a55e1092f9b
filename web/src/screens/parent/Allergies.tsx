import { useState } from 'react';
import { type ChildOfMine, familyKey } from '../../api/children';
import { http, ok } from '../../api/client';
import { useParentWords } from '../../i18n/areas';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { Section } from '../../ui/List';
import { Sheet } from '../../ui/Sheet';
import { useAction } from '../../ui/useAction';

export function Allergies({ child }: { child: ChildOfMine }) {
  const t = useParentWords();
  const [isOpen, setOpen] = useState(false);
  const { text, version } = child.allergies;
  const save = useAction(
    (written: string) =>
      ok(
        http.PUT('/children/{child_id}/allergies', {
          params: { path: { child_id: child.child_id } },
          body: { text: written, version },
        }),
      ),
    { done: t.saved, refresh: [familyKey(child.family_id)] },
  );
  const title = t.children.allergies;
  return (
    <Section title={title}>
      <div className="card row between">
        <p className="lines grow" dir="auto">
          {text || <span className="muted">{t.children.allergiesNone}</span>}
        </p>
        <Button look="quiet" onClick={() => setOpen(true)}>
          {t.children.edit}
        </Button>
      </div>
      {isOpen && (
        <Sheet title={title} onClose={() => setOpen(false)}>
          <Form send={(values) => save.send(String(values.get('allergies')))} label={t.children.save}>
            <TextField
              id="allergies"
              label={title}
              hint={t.children.allergiesHint}
              defaultValue={text}
              maxLength={1000}
              required={false}
              dir="auto"
            />
          </Form>
        </Sheet>
      )}
    </Section>
  );
}
