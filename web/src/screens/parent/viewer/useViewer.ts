import type PhotoSwipe from 'photoswipe';
import { useEffect, useRef } from 'react';
import type { ChildOfMine, Photo } from '../../../api/children';
import { useWords } from '../../../i18n';
import { useParentWords } from '../../../i18n/areas';

type Props = {
  photos: Photo[];
  child: ChildOfMine;
  shown: string | null;
  onShow: (photoId: string) => void;
  onClose: () => void;
};

/** The photo in the address is open in the viewer, which is only downloaded when somebody looks at a first photo. */
export function useViewer({ photos, child, shown, onShow, onClose }: Props) {
  const t = useParentWords();
  const { t: base } = useWords();
  const viewer = useRef<PhotoSwipe>(undefined);
  const tell = useRef({ onShow, onClose });
  tell.current = { onShow, onClose };
  const at = photos.findIndex((it) => it.photo_id === shown);

  // biome-ignore lint/correctness/useExhaustiveDependencies: more photos below do not open the viewer again
  useEffect(() => {
    if (at < 0) {
      viewer.current?.close();
      return;
    }
    if (viewer.current) {
      if (viewer.current.currIndex !== at) viewer.current.goTo(at);
      return;
    }
    let isWanted = true;
    void import('./viewer').then(({ openViewer }) => {
      if (!isWanted || viewer.current) return;
      viewer.current = openViewer({
        photos,
        at,
        childId: child.child_id,
        words: { ...t.photos, close: base.close },
        onShow: (photo) => tell.current.onShow(photo.photo_id),
        onClose: () => {
          viewer.current = undefined;
          tell.current.onClose();
        },
      });
    });
    return () => {
      isWanted = false;
    };
  }, [at]);
}
