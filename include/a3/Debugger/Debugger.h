//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_DEBUGGER_DEBUGGER_H
#define A3_DEBUGGER_DEBUGGER_H

#include "a3/Debugger/SelectionWalk.h"
#include "a3/Debugger/StreamSource.h"
#include "a3/Simulator/Simulation.h"

#include <iosfwd>
#include <set>

namespace a3 {

/// Runs simulations by commands, one a line (docs/simulator.md). A mistake in a
/// command is an answer, not an error. Breakpoints outlive a simulation.
class Debugger {
public:
  enum class Outcome {
    Finished, ///< The stream has ended.
    Failed,   ///< It cannot go on; `error` says why.
    Quit      ///< Before that, by command or because there are no more.
  };

  /// Prints `prompt` before it reads a command.
  Debugger(std::istream &commands, std::ostream &output, std::string prompt)
      : commands(commands), output(output), prompt(std::move(prompt)) {}

  /// Runs one of several streams. It stops before the first operation, except
  /// when `continue` led there and `break site` was not asked for, and at the
  /// end of the `last` one.
  Outcome run(Simulation &simulation, const StreamSource &source,
              const Machine &machine, Arithmetic arithmetic, bool last);

  /// Why the last `run` failed, as tools print it.
  const std::string &error() const { return failureText; }

private:
  struct Selected {
    isa::Operation attend;
    BankContents query, keys;
    std::vector<std::vector<int32_t>> admitted; ///< By query.
    int64_t iterations;
  };
  using Words = std::span<const std::string>;

  void execute(Words words);
  void addBreakpoint(Words words);
  void removeBreakpoint(Words words);
  void print(Words words);
  void printQueues();
  void printTokens();
  void printRegisters();
  void printBank(BankKind kind, Words words);
  void printWalk(Words words, bool pointers);
  void printInfo();
  void list();
  void printNext(std::string_view reason);
  void help();
  void say(const std::string &line);

  /// Runs until something asks for a stop.
  void go();
  bool step();
  std::optional<std::string> reasonToStop() const;
  void remember(const isa::Operation &operation);

  std::istream &commands;
  std::ostream &output;
  std::string prompt;

  std::set<std::string> instructionBreaks; ///< As they were written.
  std::set<int64_t> cycleBreaks;
  bool breaksAtSites = false;

  /// Of the simulation that runs.
  Simulation *simulation = nullptr;
  const StreamSource *source = nullptr;
  const Machine *machine = nullptr;
  Arithmetic arithmetic = Arithmetic::Fixed;
  std::optional<Simulation::Start> next;
  int64_t executed = 0, cycle = 0;
  std::optional<Selected> selected;
  bool isLast = true;
  bool failed = false;
  std::string failureText;

  int64_t stepsLeft = 0; ///< Before the next stop.
  bool continues = false;
  bool leaves = false; ///< For the next stream.
  bool quits = false;
};

} // namespace a3

#endif // A3_DEBUGGER_DEBUGGER_H
