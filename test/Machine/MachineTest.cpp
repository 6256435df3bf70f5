//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Machine/Machine.h"

#include <algorithm>
#include <gtest/gtest.h>

using namespace a3;

namespace {

std::string replaced(std::string from, const std::string &to) {
  std::string text(builtinMachineText());
  return text.replace(text.find(from), from.size(), to);
}

TEST(MachineTest, BuiltInHasTheFiguresOfTheReference) {
  Machine machine = *loadMachine("a3-hpca20");
  EXPECT_EQ(machine.rows, 320);
  EXPECT_EQ(machine.lanes, 64);
  EXPECT_EQ(machine.integerBits, 4);
  EXPECT_EQ(machine.normalisation, Normalisation::Weights);
  ModuleCost sum;
  for (const ModuleCost &cost : machine.modules) {
    sum.area += cost.area;
    sum.dynamic += cost.dynamic;
    sum.statics += cost.statics;
  }
  EXPECT_NEAR(sum.area, 2.082, 1e-9);
  EXPECT_DOUBLE_EQ(machine.area(), sum.area);
  machine.units = 3;
  EXPECT_DOUBLE_EQ(machine.area(), 3 * sum.area);
  EXPECT_NEAR(sum.dynamic, 98.917, 1e-9);
  EXPECT_NEAR(sum.statics, 11.502, 1e-9);
}

TEST(MachineTest, ARowWiderThanTheLanesTakesSeveralLines) {
  Machine machine = *loadMachine("a3-hpca20");
  EXPECT_EQ(machine.lines(32), 1);
  EXPECT_EQ(machine.lines(64), 1);
  EXPECT_EQ(machine.lines(65), 2);
}

void expectError(const std::string &text, unsigned line,
                 const std::string &message) {
  Expected<Machine> machine = parseMachine(text);
  ASSERT_FALSE(machine.has_value());
  EXPECT_EQ(machine.error().line, line);
  EXPECT_NE(machine.error().message.find(message), std::string::npos)
      << machine.error().message;
}

TEST(MachineTest, RefusesWhatIsImpossibleWithItsPlace) {
  expectError(replaced("rows: 320", "rows: 0  "), 8, "between 1 and");
  expectError(replaced("rows: 320", "rows: many"), 8, "whole number");
  expectError(replaced("lanes: 64", "lames: 64"), 6, "'lanes' is missing");
  expectError(replaced("units: 1", "units: 0"), 10, "between 1 and 1024");
  expectError(replaced("normalisation: weights", "normalisation: maybe"), 14,
              "weights or late");
  expectError(replaced("fraction_bits: 4", "fraction_bits: 11"), 12,
              "may sum to 14");
  std::string text(builtinMachineText());
  auto lines = unsigned(std::ranges::count(text, '\n'));
  expectError(text + "colour: red\n", lines + 1, "unknown parameter 'colour'");
  expectError(text + "\"\\e[2J\\n\": 1\n", lines + 1,
              "unknown parameter '\\x1b[2J\\x0a'");
  expectError(replaced("name: a3-hpca20", "name: \"a\\nb\""), 6,
              "'name' has control characters");
}

TEST(MachineTest, RefusesTextThatIsNotADescription) {
  expectError("- 1\n", 1, "mapping");
  expectError("a: [1\n", 2, "not YAML");
  EXPECT_FALSE(loadMachine("/nonexistent.yaml").has_value());
}

} // namespace
