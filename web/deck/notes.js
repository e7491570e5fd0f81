// Brings the speaker's notes to their slides. A hosted page has them in a file of their own (web/tooling/notes-apart.js): they
// are a fifth of its words, and only the speaker window reads them. The single file has them inside.

/** Resolves when every slide has its notes; a second call has nothing left to do. */
export async function bringNotes() {
  const from = document.querySelector('meta[name="notes"]');
  if (!(from instanceof HTMLMetaElement)) return;
  const answer = await fetch(from.content);
  if (!answer.ok) throw new Error(`The notes answered ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const notes of page.querySelectorAll('aside.notes')) {
    const slide = document.getElementById(notes.getAttribute('data-of') ?? '');
    if (slide && !slide.querySelector('aside.notes')) slide.append(notes);
  }
  from.remove();
}
