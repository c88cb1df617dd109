import * as vscode from 'vscode';
import { alarmForms } from '../../alarms/alarmForms';
import type { AlarmPlace, AlarmPlan } from '../../alarms/alarmPlan';
import { accountOf } from '../../sources/cloudwatch/arn';
import type { AwsConnection } from '../../sources/connections/connection';
import type { Cluster } from '../../sources/logSource';

/** Where the alarms of a cluster belong. @param aws undefined for the sample */
export function alarmPlace(
  aws: AwsConnection | undefined,
  { arn }: Pick<Cluster, 'arn'>,
): AlarmPlace {
  return {
    region: aws?.region,
    profile: aws?.profile,
    account: arn === undefined ? undefined : accountOf(arn),
  };
}

/** Asks for a form and opens alarms in it, as an untitled document: nothing is created in AWS. */
export async function openAlarms(plan: AlarmPlan): Promise<void> {
  const form = await vscode.window.showQuickPick(
    alarmForms().map((one) => ({ label: one.title, description: one.detail, one })),
    {
      title: plan.title,
      placeHolder: vscode.l10n.t('Write them as… (nothing is created in AWS)'),
    },
  );
  if (form === undefined) return;
  const known = new Set(await vscode.languages.getLanguages());
  const language = form.one.languages.find((id) => known.has(id)) ?? 'plaintext';
  const document = await vscode.workspace.openTextDocument({
    content: form.one.write(plan),
    language,
  });
  await vscode.window.showTextDocument(document, { preview: false });
}
