import * as l10n from '@vscode/l10n';
import type { AlarmPlan } from './alarmPlan';
import { awsCli } from './awsCli';
import { cloudFormation } from './cloudFormation';
import { terraform } from './terraform';

/** A form in which alarms can be created. */
export interface AlarmForm {
  readonly title: string;
  /** What it is good for. */
  readonly detail: string;
  /** The editor's languages for it, the best one first. */
  readonly languages: readonly string[];
  readonly write: (plan: AlarmPlan) => string;
}

/** All forms, in the order shown. */
export function alarmForms(): readonly AlarmForm[] {
  return [
    {
      title: 'CloudFormation',
      detail: l10n.t('a template in YAML'),
      languages: ['cloudformation', 'yaml'],
      write: cloudFormation,
    },
    {
      title: 'Terraform',
      detail: l10n.t('resources of the AWS provider'),
      languages: ['terraform', 'hcl'],
      write: terraform,
    },
    {
      title: 'AWS CLI',
      detail: l10n.t('a shell script'),
      languages: ['shellscript'],
      write: awsCli,
    },
  ];
}
