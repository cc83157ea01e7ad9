import type { Session } from '../../local-slack';

/** How people get to what they look at: those of the workspace type a command, those outside press buttons. */

/** The button is one of the card's. */
export async function look(session: Session, command: string, button: string): Promise<void> {
  if (session.isExternal) await session.click({ text: button, action_id: /^show/ });
  else await session.type(`/pc ${command}`);
}

/** The button stands below the status, and on the card only once there is something. */
export async function lookAhead(session: Session, command: string, button: string): Promise<void> {
  if (session.isExternal) await look(session, 'status', 'Status');
  await look(session, command, button);
}

/** The button stands on the other messages, not on the card. */
export async function lookAtTests(session: Session): Promise<void> {
  if (!session.isExternal) return session.type('/pc tests');
  await look(session, 'checklist', 'Checklist');
  await session.click({ action_id: /^show/, text: 'Tests' });
}

export async function lookAtCalls(session: Session): Promise<void> {
  if (!session.isExternal) return session.type('/pc calls');
  await lookAtTests(session);
  await session.click({ action_id: /^show/, text: 'Calls' });
}

export async function lookAtArtifacts(session: Session): Promise<void> {
  if (!session.isExternal) return session.type('/pc artifacts');
  await look(session, 'checklist', 'Checklist');
  await session.click({ action_id: /^show/, text: 'Artifacts' });
}

export async function lookAtReview(session: Session): Promise<void> {
  if (!session.isExternal) return session.type('/pc ux');
  await lookAtTests(session);
  await session.click({ action_id: /^show/, text: 'UX review' });
}
