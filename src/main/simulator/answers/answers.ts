import { agentDecision } from './agent-decision.ts';
import { engineer } from './engineer.ts';
import { incident } from './incident.ts';
import { meetingInfo } from './meeting-info.ts';
import { plan } from './plan.ts';
import { supportTicket } from './support-ticket.ts';

/**
 * Hand-written answers by the title of the schema they are for, several variants each. They are looked up pointer by
 * pointer and each is checked against the schema, so an edited schema keeps those that still fit.
 */
export const ANSWERS: ReadonlyMap<string, readonly unknown[]> = new Map<string, readonly unknown[]>([
  ['SupportTicket', supportTicket],
  ['Engineer', engineer],
  ['Plan', plan],
  ['AgentDecision', agentDecision],
  ['Incident', incident],
  ['MeetingInfo', meetingInfo],
]);
