import { z } from 'zod';
import { checkView, type ViewRequest } from '../block-kit/view';
import { interactives } from '../block-kit/walk';
import { refuse } from '../errors';
import { viewObject } from '../modals';
import { type Desk, filled, json, type Method, method, missingScope, personOf } from './method';

function viewFrom(desk: Desk, value: unknown, type: 'modal' | 'home'): ViewRequest {
  const checked = checkView(value, type);
  if (checked.ok) {
    const asksForFiles = interactives(checked.value.blocks).some(({ element }) => element.type === 'file_input');
    if (asksForFiles && !desk.manifest.scopes.has('files:read')) missingScope(desk, 'files:read');
    return checked.value;
  }
  return refuse(
    checked.faults.some((f) => f.startsWith('view_too_large')) ? 'view_too_large' : 'invalid_arguments',
    ...checked.faults,
  );
}

export const viewMethods: Record<string, Method> = {
  'views.open': method({ trigger_id: filled, view: json }, (args, desk) => {
    const request = viewFrom(desk, args.view, 'modal');
    const { user } = desk.triggers.use(args.trigger_id);
    return { view: viewObject(desk.ws, desk.modals.open(user, request)) };
  }),
  'views.push': method({ trigger_id: filled, view: json }, (args, desk) => {
    const request = viewFrom(desk, args.view, 'modal');
    const trigger = desk.triggers.use(args.trigger_id);
    if (trigger.viewId === undefined)
      refuse('invalid_arguments', 'trigger_id must come from an interaction inside a modal');
    return { view: viewObject(desk.ws, desk.modals.push(trigger.user, request)) };
  }),
  'views.update': method(
    {
      view_id: z.string().optional(),
      external_id: z.string().optional(),
      hash: z.string().optional(),
      view: json,
    },
    (args, desk) => {
      if ((args.view_id === undefined) === (args.external_id === undefined))
        refuse('invalid_arguments', 'exactly one of view_id and external_id is required');
      const view = desk.modals.find({ id: args.view_id, externalId: args.external_id });
      if (!view) return refuse('not_found');
      const request = viewFrom(desk, args.view, view.request.type);
      if (args.hash !== undefined && args.hash !== view.hash) refuse('hash_conflict');
      return { view: viewObject(desk.ws, desk.modals.update(view, request)) };
    },
  ),
  'views.publish': method({ user_id: filled, hash: z.string().optional(), view: json }, (args, desk) => {
    if (!desk.manifest.home) refuse('not_enabled');
    const person = personOf(desk, args.user_id);
    if (desk.ws.isExternal(person) || person.bot) refuse('user_not_found');
    const request = viewFrom(desk, args.view, 'home');
    const known = desk.modals.home(person.id);
    if (args.hash !== undefined && known && args.hash !== known.hash) refuse('hash_conflict');
    return { view: viewObject(desk.ws, desk.modals.publish(person.id, request)) };
  }),
};
