import { useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import { http, ok } from '../../api/client';
import { type Group, staffKeys } from '../../api/staff';
import { useStaffWords } from '../../i18n/areas';
import { eachOf, type PhotoKind, photoKind, post, sha256 } from '../../lib/upload.ts';
import { Field } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { Card } from '../../ui/List';
import { Notice } from '../../ui/Notice';
import { useToast } from '../../ui/Toast';
import { Tagging } from './Tagging';

const AT_ONCE = 3;
const IN_ONE_REQUEST = 20;
type Chosen = { file: File; kind: PhotoKind };

/** Choose, drop or take photos, tap who is in them, and send: they go to the storage, a few at a time. */
export function UploadPhotos({ group }: { group: Group }) {
  const t = useStaffWords();
  const say = useToast();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const [done, setDone] = useState<number>();
  const [problem, setProblem] = useState('');

  function choose(files: FileList | null | undefined) {
    const photos = [...(files ?? [])].flatMap((file) => {
      const kind = photoKind(file);
      return kind ? [{ file, kind }] : [];
    });
    setProblem(photos.length < (files?.length ?? 0) ? t.photos.noKind : '');
    setChosen(photos);
  }

  async function send(values: FormData) {
    setDone(0);
    const failed: Chosen[] = [];
    try {
      for (let from = 0; from < chosen.length; from += IN_ONE_REQUEST) {
        failed.push(...(await sendSome(chosen.slice(from, from + IN_ONE_REQUEST), values)));
      }
    } finally {
      setDone(undefined);
    }
    setChosen(failed);
    setProblem(failed.length ? t.photos.failed(failed.length) : '');
    if (!failed.length) say(t.photos.done);
    await client.invalidateQueries({ queryKey: staffKeys.photos });
  }

  async function sendSome(some: Chosen[], values: FormData): Promise<Chosen[]> {
    const files = await Promise.all(
      some.map(async ({ file, kind }) => ({ content_type: kind, size: file.size, sha256: await sha256(file) })),
    );
    const { uploads } = await ok(
      http.POST('/staff/photos/uploads', {
        body: {
          group_id: group.group_id,
          files,
          child_ids: values.getAll('child_ids').map(String),
          caption: String(values.get('caption')).trim(),
        },
      }),
    );
    const forms = new Map(some.map((it, at) => [it, uploads[at]]));
    return eachOf(some, AT_ONCE, async (it) => {
      const form = forms.get(it);
      if (form) await post(form, it.file, () => {});
      setDone((before) => (before ?? 0) + 1);
    });
  }

  return (
    <Card title={t.photos.upload}>
      <Drop onFiles={choose} />
      {problem && (
        <Notice kind="warn" alert>
          {problem}
        </Notice>
      )}
      {chosen.length > 0 && (
        <Form send={send} label={t.photos.send(chosen.length)} icon="upload">
          <Tagging groupId={group.group_id} />
          <Field id="caption" label={t.photos.caption} maxLength={200} required={false} dir="auto" />
          {done !== undefined && (
            <div role="status">
              <progress max={chosen.length} value={done} aria-label={t.photos.upload} />
              <p>{t.photos.progress(done, chosen.length)}</p>
            </div>
          )}
        </Form>
      )}
    </Card>
  );
}

function Drop({ onFiles }: { onFiles: (files: FileList | null | undefined) => void }) {
  const t = useStaffWords();
  const [isOver, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    onFiles(event.dataTransfer?.files);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button does the same
    <div
      className={isOver ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className="muted">{t.photos.drop}</span>
      <label className="button line">
        {t.photos.choose}
        <input
          type="file"
          multiple
          accept="image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif"
          onChange={(event) => onFiles(event.currentTarget.files)}
        />
      </label>
    </div>
  );
}
