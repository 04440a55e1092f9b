import 'photoswipe/style.css';
import './viewer.css';
import PhotoSwipe from 'photoswipe';
import type { Photo } from '../../../api/children';
import { http, ok } from '../../../api/client';

type Words = { viewer: string; close: string; previous: string; next: string; save: string };
type Options = {
  photos: Photo[];
  at: number;
  childId: string;
  words: Words;
  onShow: (photo: Photo) => void;
  onClose: () => void;
};

/**
 * Swiping and zooming are PhotoSwipe's. Its buttons are not: it writes them as HTML text, which our Content Security
 * Policy refuses, so the bar is built here.
 */
export function openViewer({ photos, at, childId, words, onShow, onClose }: Options): PhotoSwipe {
  const viewer = new PhotoSwipe({
    index: at,
    loop: false,
    bgOpacity: 1,
    returnFocus: true,
    dataSource: photos.map((it) => ({
      src: it.screen,
      msrc: it.thumbnail,
      width: it.width,
      height: it.height,
      alt: it.caption,
    })),
  });
  const caption = document.createElement('p');
  const current = () => photos[viewer.currIndex];

  async function save() {
    const photo = current();
    if (!photo) return;
    const params = { path: { child_id: childId, photo_id: photo.photo_id } };
    const { url } = await ok(http.GET('/children/{child_id}/photos/{photo_id}/original', { params }));
    location.assign(url);
  }

  viewer.on('uiRegister', () => {
    if (viewer.ui) viewer.ui.uiElementsData = [];
  });
  viewer.on('firstUpdate', () => {
    viewer.element?.setAttribute('aria-label', words.viewer);
    viewer.element?.append(
      bar(
        button('previous', words.previous, () => viewer.prev()),
        button('next', words.next, () => viewer.next()),
        button('save', words.save, () => void save()),
        button('close', words.close, () => viewer.close()),
      ),
      caption,
    );
    caption.className = 'viewer-caption';
    caption.dir = 'auto';
  });
  viewer.on('change', () => {
    const photo = current();
    if (!photo) return;
    caption.textContent = photo.caption;
    caption.hidden = !photo.caption;
    onShow(photo);
  });
  viewer.on('destroy', onClose);
  viewer.init();
  return viewer;
}

const DRAWINGS = {
  previous: 'm14.5 6-6 6 6 6',
  next: 'm9.5 6 6 6-6 6',
  save: 'M12 4.5v10M8 11l4 4 4-4M5 19.5h14',
  close: 'm6.500 6.500 11 11M17.500 6.500l-11 11',
};

function bar(...buttons: HTMLElement[]): HTMLElement {
  const element = document.createElement('div');
  element.className = 'viewer-bar';
  element.append(...buttons);
  return element;
}

function button(name: keyof typeof DRAWINGS, label: string, onClick: () => void): HTMLElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = name;
  element.title = label;
  element.setAttribute('aria-label', label);
  element.addEventListener('click', onClick);
  element.append(icon(DRAWINGS[name]));
  return element;
}

function icon(drawing: string): SVGElement {
  const [svg, path] = ['svg', 'path'].map((it) => document.createElementNS('http://www.w3.org/2000/svg', it)) as [
    SVGElement,
    SVGElement,
  ];
  for (const [name, value] of Object.entries({ viewBox: '0 0 24 24', width: '28', height: '28', fill: 'none' })) {
    svg.setAttribute(name, value);
  }
  path.setAttribute('d', drawing);
  path.setAttribute('stroke', 'currentColor');
  path.setAttribute('stroke-width', '2');
  svg.append(path);
  return svg;
}
