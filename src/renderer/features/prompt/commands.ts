import { copyRequest, FORMS, requestAs } from './copy-request.ts';

export const promptCommands = FORMS.map(({ form, title }) => ({
  id: `copy-as-${form}`,
  title: `Copy the request as ${title}`,
  run: () => copyRequest(form),
  enabled: () => requestAs(form) !== null,
}));
