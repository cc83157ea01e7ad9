import { signOffModal, takeBackModal } from '../../blocks/sign-off';
import { opening, type ActionHandler } from './click';

/** Opens the confirmation of a sign-off; who may give it is decided when it is submitted. */
export const signOff: ActionHandler<'sign-off'> = opening(signOffModal);

/** Asks why a sign-off is taken back. */
export const takeBack: ActionHandler<'take-back'> = opening(takeBackModal);
