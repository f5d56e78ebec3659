import { Switch } from 'antd';
import { type ReactNode, useId } from 'react';

/** One control under its name. The control gets the id that its name refers to. */
export function Field({
  label,
  isWide = false,
  children,
}: {
  label: string;
  isWide?: boolean;
  children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className={isWide ? 'field field-wide' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

/** A switch beside its name. */
export function SwitchField({
  label,
  isOn,
  change,
}: {
  label: string;
  isOn: boolean;
  change: (isOn: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="switch">
      <Switch id={id} checked={isOn} onChange={change} />
      <label htmlFor={id}>{label}</label>
    </div>
  );
}
