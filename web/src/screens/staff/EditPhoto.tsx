import { http, ok, type Schemas } from '../../api/client';
import { staffKeys } from '../../api/staff';
import { useStaffWords } from '../../i18n/areas';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { Notice } from '../../ui/Notice';
import { Sheet } from '../../ui/Sheet';
import { useAction } from '../../ui/useAction';
import { Tagging } from './Tagging';

type Props = { photo: Schemas['StaffPhotoView']; onClose: () => void };

export function EditPhoto({ photo, onClose }: Props) {
  const t = useStaffWords();
  const params = { path: { photo_id: photo.photo_id } };
  const refresh = [staffKeys.photos];
  const save = useAction(
    (values: FormData) =>
      ok(
        http.PUT('/staff/photos/{photo_id}', {
          params,
          body: {
            version: photo.version,
            child_ids: values.getAll('child_ids').map(String),
            caption: String(values.get('caption')).trim(),
          },
        }),
      ),
    { done: t.saved, refresh, after: onClose },
  );
  const remove = useAction(() => ok(http.DELETE('/staff/photos/{photo_id}', { params })), {
    done: t.photos.removed,
    refresh,
    after: onClose,
  });
  return (
    <Sheet title={t.photos.edit} onClose={onClose}>
      <Form send={save.send} label={t.save}>
        <Tagging groupId={photo.group_id} takenOn={photo.shown?.day} tagged={photo.child_ids} />
        <Field
          id="caption"
          label={t.photos.caption}
          defaultValue={photo.caption}
          maxLength={200}
          required={false}
          dir="auto"
        />
      </Form>
      {remove.problem && (
        <Notice kind="bad" alert>
          {remove.problem}
        </Notice>
      )}
      <Button look="danger" icon="bin" busy={remove.busy} onClick={() => remove.run(undefined)}>
        {t.photos.remove}
      </Button>
    </Sheet>
  );
}
