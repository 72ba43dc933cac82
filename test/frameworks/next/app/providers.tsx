'use client'
import { GainloopProvider } from 'gainloop/react'
import type { ReactNode } from 'react'

export const Providers = ({ children }: { children: ReactNode }) => (
  <GainloopProvider playbook="/playbook.json" endpoint="/api/gainloop">
    {children}
  </GainloopProvider>
)
