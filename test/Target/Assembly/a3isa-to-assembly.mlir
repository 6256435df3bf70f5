// RUN: a3-translate %s --a3isa-to-assembly --site=nested | FileCheck %s --match-full-lines
// RUN: a3-translate %s --a3isa-to-assembly --site=nested | a3-translate --assembly-to-a3isa --site=nested | FileCheck %s --check-prefix=BACK

// CHECK: set_address stream=key, slot=1, offset=64
// CHECK-NEXT: sync_compute signal(load, store)
// CHECK-NEXT: loop level=2, count=3, length=4
// CHECK-NEXT:   loop level=0, count=12, length=2
// CHECK-NEXT:     load_key rows=320, columns=64, pitch=-256, bank=1, rotate=1
// CHECK-NEXT:     load_value rows=320, columns=64, pitch=256, bank=0, rotate=0
// CHECK-NEXT:   set_mask bitmap=on, causal=off, offset=-3, bias=off
// CHECK-NEXT: sync_load wait(compute)

// BACK: a3isa.site @nested {
// BACK-NEXT: a3isa.set_address stream = key, slot = 1, offset = 64
// BACK-NEXT: a3isa.sync_compute signal(load, store)
// BACK-NEXT: a3isa.loop level = 2, count = 3 {
// BACK-NEXT:   a3isa.loop level = 0, count = 12 {
// BACK-NEXT:     a3isa.load_key rows = 320, columns = 64, pitch = -256, bank = 1, rotate = 1
// BACK-NEXT:     a3isa.load_value rows = 320, columns = 64, pitch = 256
// BACK-NEXT:   }
// BACK-NEXT:   a3isa.set_mask bitmap = on, offset = -3
// BACK-NEXT: }
// BACK-NEXT: a3isa.sync_load wait(compute)
a3isa.site @nested {
  a3isa.set_address stream = key, slot = 1, offset = 64
  a3isa.sync_compute signal(load, store)
  a3isa.loop level = 2, count = 3 {
    a3isa.loop level = 0, count = 12 {
      a3isa.load_key rows = 320, columns = 64, pitch = -256, bank = 1, rotate = 1
      a3isa.load_value rows = 320, columns = 64, pitch = 256
    }
    a3isa.set_mask bitmap = on, offset = -3
  }
  a3isa.sync_load wait(compute)
}

// RUN: not a3-translate %s --a3isa-to-assembly 2>&1 | FileCheck %s --check-prefix=AMBIGUOUS
// AMBIGUOUS: error: has 2 sites; choose one with --site=NAME
// RUN: not a3-translate %s --a3isa-to-assembly --site=absent 2>&1 | FileCheck %s --check-prefix=ABSENT
// ABSENT: error: has no site @absent
a3isa.site @other {
  a3isa.sync_load
}
