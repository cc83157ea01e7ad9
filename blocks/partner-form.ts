import type { InputBlock, ModalView } from '@slack/types';
import { userOf, type PersonKey } from '../src/domain/ids';
import type { Partner } from '../src/domain/partner';
import type { Lifecycle } from '../src/lifecycle/schema';
import { input, menu, modal, option, paragraph, plain } from './kit';
import type { ViewMemory } from './memory';
import { truncate } from './text';

export type PartnerFormFor =
  | { readonly kind: 'new'; readonly opener: PersonKey; readonly memory: ViewMemory<'new-partner'> }
  | { readonly kind: 'edit'; readonly partner: Partner; readonly memory: ViewMemory<'edit-partner'> };

/** The form that opens an onboarding, or changes its details. */
export function partnerForm(lifecycle: Lifecycle, form: PartnerFormFor): ModalView {
  if (form.kind === 'edit') {
    const blocks = [...product(lifecycle, form.partner), ...plan(lifecycle, form.partner)];
    return modal('edit-partner', form.memory, 'Edit partner', blocks, 'Save');
  }
  const people = [...roles(lifecycle, form.opener), invitations()];
  const blocks = [...product(lifecycle), ...people, ...plan(lifecycle), channel()];
  return modal('new-partner', form.memory, 'New partner', blocks, 'Open onboarding');
}

function product(lifecycle: Lifecycle, partner?: Partner): readonly InputBlock[] {
  const types = lifecycle.integrationTypes.map((type) => option(type.title, type.id));
  const clouds = lifecycle.clouds.map((cloud) => option(cloud.title, cloud.id));
  const chosen = clouds.filter(({ value }) => value !== undefined && partner?.clouds.includes(value));
  return [
    input(
      'name',
      'Name',
      {
        type: 'plain_text_input',
        // Sixty characters may be 120 units, as Slack counts; a longer name is told at the field.
        max_length: 150,
        placeholder: plain('Acme Analytics'),
        ...(partner && { initial_value: truncate(partner.name, 150) }),
      },
      { optional: false },
    ),
    input('integrationType', 'Integration type', menu(types, partner?.integrationType, 'Choose one'), {
      optional: false,
    }),
    input(
      'clouds',
      'Clouds',
      { type: 'checkboxes', options: clouds, ...(chosen.length > 0 && { initial_options: chosen }) },
      {
        optional: false,
        ...(partner && { hint: 'Sign-offs that rest on the integration type or the clouds are asked for again.' }),
      },
    ),
  ];
}

const plan = (lifecycle: Lifecycle, partner?: Partner): readonly InputBlock[] => [
  input(
    'targetGaDate',
    'Target GA date',
    { type: 'datepicker', ...(partner?.targetGaDate && { initial_date: partner.targetGaDate }) },
    { hint: 'A plan; both sides agree on the GA date later.' },
  ),
  input('notes', 'Internal notes', paragraph(partner?.notes, 2900), {
    hint: `Only ${lifecycle.sides.databricks} people see these.`,
  }),
];

/** One person a team of the databricks side; the opener coordinates unless they choose somebody else. */
const roles = ({ teams }: Lifecycle, opener: PersonKey): readonly InputBlock[] =>
  teams
    .filter((team) => team.side === 'databricks')
    // The coordinating team comes first, and is kept in a form that would be too long for Slack.
    .toSorted((a, b) => Number(b.coordinates) - Number(a.coordinates))
    .slice(0, 90)
    .map((team) =>
      input(
        team.id,
        team.role,
        {
          type: 'users_select',
          placeholder: plain('Choose a person'),
          ...(team.coordinates && { initial_user: userOf(opener) }),
        },
        { optional: !team.coordinates },
      ),
    );

const invitations = (): InputBlock =>
  input('invitations', 'People of the partner', paragraph(undefined, 3000, 'ana@example.com'), {
    hint: 'Email addresses, one a line. They are invited to the channel with Slack Connect.',
  });

const channel = (): InputBlock =>
  input(
    'channel',
    'Use an existing channel',
    {
      type: 'conversations_select',
      placeholder: plain('Make a new one'),
      default_to_current_conversation: false,
      filter: { include: ['public', 'private'], exclude_bot_users: true },
    },
    { hint: 'Left empty, a new channel is made. Invite me to a private one first, or I cannot see it.' },
  );
