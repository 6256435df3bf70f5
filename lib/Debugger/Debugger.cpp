//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Debugger/Debugger.h"

#include "a3/ISA/Assembly.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <iostream>
#include <sstream>

using namespace a3;
using namespace a3::isa;

namespace {

constexpr std::string_view helpText =
    R"(break N            stop before instruction N (info and list show numbers)
break line N       stop before the instruction in line N of the text
break NAME         stop before an instruction of that name, or at a label
break cycle N      stop when the next operation starts in cycle N or later
break site         stop before the first operation of each site
delete [...]       take back one of these, or all
step [N]           execute one operation, or N
continue           run to the next stop or to the end
print queues       operations that wait in each queue
print tokens       tokens that were signalled and not yet taken
print registers    shape, masks, approximation and format factors
print KIND BANK    contents of a bank; KIND is key, value, query, mask, output
                   or sorted
print greedy [Q]   greedy scores of the last query that was selected for, or of
                   query Q of the last attend
print pointers [Q] the columns' max and min pointers at the end of that selection
list               the instructions around the next one
info               where the machine is, and the breakpoints
quit
The first letter of a command is enough.)";

std::optional<int64_t> number(std::string_view word) {
  int64_t value = 0;
  auto [end, code] =
      std::from_chars(word.data(), word.data() + word.size(), value);
  if (word.empty() || code != std::errc() || end != word.data() + word.size() ||
      value < 0)
    return std::nullopt;
  return value;
}

std::string join(std::span<const std::string> words) {
  return fmt::format("{}", fmt::join(words, " "));
}

std::string percent(int64_t thousandths) {
  return fmt::format("{}", double(thousandths) / 1000);
}

std::string rowsOf(std::span<const int32_t> rows) {
  return rows.empty() ? "none" : fmt::format("{}", fmt::join(rows, " "));
}

} // namespace

void Debugger::say(const std::string &line) { output << line << "\n"; }

void Debugger::printNext(std::string_view reason) {
  std::string text(reason);
  if (!text.empty())
    text += ": ";
  if (failed)
    return say("the machine cannot go on: " + failureText);
  if (!next)
    return say("the stream has ended");
  size_t index = next->operation.index;
  say(fmt::format("{}cycle {}, instruction {}, {}: {}", text, next->cycle,
                  index, source->place(index),
                  disassemble(*next->operation.instruction)));
}

/// Keeps what `print greedy` needs: later loads overwrite the banks.
void Debugger::remember(const Operation &operation) {
  int64_t iterations = simulation->registers().iterations;
  if (operation.instruction->opcode != Opcode::Attend || !iterations)
    return;
  Selected now{operation,
               simulation->bank(BankKind::Query, operation.queryBank),
               simulation->bank(BankKind::SortedKey, operation.bank),
               {},
               iterations};
  for (int64_t i = 0; i < operation.instruction->fields[attend::queries]; ++i)
    now.admitted.push_back(simulation->admittedRows(operation, i));
  selected = std::move(now);
}

/// Executes `next` and finds the one after it; false where that fails.
bool Debugger::step() {
  Operation operation = next->operation;
  cycle = next->cycle;
  Expected<bool> stepped = simulation->step();
  if (!stepped) {
    failed = true;
    failureText = source->render(stepped.error());
    return false;
  }
  ++executed;
  remember(operation);
  auto following = simulation->next();
  if (!following) {
    failed = true;
    failureText = source->render(simulation->stalls());
    return false;
  }
  next = *following;
  return next.has_value();
}

std::optional<std::string> Debugger::reasonToStop() const {
  size_t index = next->operation.index;
  std::string name(lookup(next->operation.instruction->opcode)->name);
  std::vector<std::string> names = {std::to_string(index), name};
  if (!source->places.empty())
    names.push_back("line " + std::to_string(source->places[index].line));
  for (const auto &[label, place] : source->labels)
    if (place == index)
      names.push_back(label);
  for (const std::string &candidate : names)
    if (instructionBreaks.contains(candidate))
      return "break " + candidate;
  // Only the step that crosses the cycle stops, not all that follow.
  auto crossed = cycleBreaks.upper_bound(executed ? cycle : -1);
  if (crossed != cycleBreaks.end() && *crossed <= next->cycle)
    return "break cycle " + std::to_string(*crossed);
  return std::nullopt;
}

void Debugger::go() {
  while (step()) {
    auto reason = reasonToStop();
    bool counted = stepsLeft == 1;
    stepsLeft = std::max<int64_t>(stepsLeft - 1, 0);
    if (!reason && !counted)
      continue;
    stepsLeft = 0;
    continues = false;
    return printNext(reason.value_or(""));
  }
  printNext("");
  if (failed)
    continues = false;
}

void Debugger::addBreakpoint(Words words) {
  if (words.empty())
    return say("break where? an instruction's number or name, a label, line N, "
               "cycle N, or site");
  if (words[0] == "site" && words.size() == 1) {
    breaksAtSites = true;
    return;
  }
  bool numbered = words[0] == "cycle" || words[0] == "line";
  if (words.size() != (numbered ? 2 : 1) || (numbered && !number(words[1])))
    return say("'" + join(words) + "' is no place to stop at; see help");
  if (words[0] == "cycle") {
    cycleBreaks.insert(*number(words[1]));
    return;
  }
  const std::string &where = words.back();
  bool known = false;
  if (words[0] == "line")
    known = std::ranges::any_of(source->places, [&](auto &place) {
      return place.line == *number(where);
    });
  else if (auto index = number(where))
    known = *index < int64_t(source->stream.size());
  else
    known = lookup(std::string_view(where)) || source->labels.contains(where);
  if (!known)
    return say("there is no instruction or label '" + join(words) +
               "' in this stream");
  auto spelled = number(where);
  instructionBreaks.insert(spelled ? (words[0] == "line" ? "line " : "") +
                                         std::to_string(*spelled)
                                   : where);
}

void Debugger::removeBreakpoint(Words words) {
  if (words.empty()) {
    instructionBreaks.clear();
    cycleBreaks.clear();
    breaksAtSites = false;
    return;
  }
  bool removed = instructionBreaks.erase(join(words)) > 0;
  if (words[0] == "site")
    removed = std::exchange(breaksAtSites, false);
  if (words[0] == "cycle" && words.size() == 2 && number(words[1]))
    removed = cycleBreaks.erase(*number(words[1])) > 0;
  if (!removed)
    say("there is no breakpoint '" + join(words) + "'");
}

void Debugger::printQueues() {
  auto stalls = simulation->stalls();
  for (size_t i = 0; i < numQueues; ++i) {
    QueueContents queue = simulation->queue(Queue(i));
    std::string line = fmt::format("{}: free at {}, done at {}", queueNames[i],
                                   queue.freeAt, queue.doneAt);
    for (const Stall &stall : stalls)
      if (stall.queue == Queue(i))
        line += ", " + describe(stall);
    say(line);
    for (const WaitingOperation &waiting : queue.waiting)
      say(fmt::format("  {} from cycle {}: {}", waiting.operation.index,
                      waiting.arrival,
                      disassemble(*waiting.operation.instruction)));
  }
  for (const Stall &stall : stalls)
    if (stall.queue == Queue::Fetch)
      say(fmt::format("fetch: {} {}: {}", stall.operation.index,
                      describe(stall),
                      disassemble(*stall.operation.instruction)));
}

void Debugger::printTokens() {
  bool any = false;
  for (size_t from = 0; from < numQueues; ++from)
    for (size_t to = 0; to < numQueues; ++to) {
      auto times = simulation->tokens(Queue(from), Queue(to));
      if (times.empty())
        continue;
      any = true;
      say(fmt::format("{} to {}: {}, signalled at {}", queueNames[from],
                      queueNames[to], times.size(), fmt::join(times, " ")));
    }
  if (!any)
    say("no token is on its way");
}

void Debugger::printRegisters() {
  Registers registers = simulation->registers();
  say(fmt::format("shape: rows {}, depth {}, value_depth {}", registers.rows,
                  registers.depth, registers.valueDepth));
  say(fmt::format("mask: bitmap {}, causal {}, offset {}",
                  registers.bitmap ? "on" : "off",
                  registers.causal ? "on" : "off", registers.causalOffset));
  say(fmt::format("approximation: iterations {}, threshold {} percent",
                  registers.iterations, percent(registers.threshold)));
  say(fmt::format("format: query {}, key {}, value {}, output {}",
                  registers.format[0], registers.format[1], registers.format[2],
                  registers.format[3]));
}

void Debugger::printBank(BankKind kind, Words words) {
  auto bank = words.empty() ? std::optional<int64_t>(0) : number(words[0]);
  if (!bank || *bank >= numBanks || words.size() > 1)
    return say("expected the number of a bank, 0 or 1");
  BankContents contents = simulation->bank(kind, unsigned(*bank));
  std::string title = fmt::format("{} bank {}", bankNames[size_t(kind)], *bank);
  if (!contents.rows)
    return say(title + " holds nothing");
  title += fmt::format(": {} x {}", contents.rows, contents.columns);
  if (contents.partial)
    return say(title + ", partial results");
  if (contents.step != 1)
    title += fmt::format(", in steps of 1/{}", 1 / contents.step);
  if (contents.factor != 1)
    title += fmt::format(", results' factor {}", contents.factor);
  if (kind == BankKind::SortedKey)
    title += ", as value@row";
  say(title);
  for (int64_t row = 0; row < contents.rows; ++row) {
    std::string line = fmt::format("{}:", row);
    for (int64_t column = 0; column < contents.columns; ++column) {
      auto i = size_t(row * contents.columns + column);
      // Integers of fixed arithmetic are below 2^53 and print as such.
      line += fmt::format(" {}", contents.elements[i]);
      if (kind == BankKind::SortedKey)
        line += fmt::format("@{}", contents.sortedRows[i]);
    }
    say(line);
  }
}

void Debugger::printWalk(Words words, bool pointers) {
  if (!selected)
    return say("no attend has selected candidates yet");
  auto queries = int64_t(selected->admitted.size());
  auto query = words.empty() ? std::optional(queries - 1) : number(words[0]);
  if (!query || *query >= queries || words.size() > 1)
    return say(
        fmt::format("expected the number of a query, up to {}", queries - 1));
  const auto &admitted = selected->admitted[size_t(*query)];
  int64_t depth = selected->query.columns;
  auto row = std::span(selected->query.elements)
                 .subspan(size_t(*query * depth), size_t(depth));
  SelectionWalk walk =
      SelectionWalk::run(row, selected->keys, admitted, selected->iterations,
                         machine->skipMinSide, arithmetic);
  std::string unit;
  if (double step = selected->query.step * selected->keys.step; step != 1)
    unit = fmt::format(", in steps of 1/{}", 1 / step);
  say(fmt::format("query {} of instruction {}, {} iterations of {}, {} min "
                  "sides skipped{}",
                  *query, selected->attend.index, walk.iterations,
                  selected->iterations, walk.skipped, unit));
  if (!pointers) {
    for (int32_t index : admitted)
      say(fmt::format("row {}: {}", index, walk.greedy[size_t(index)]));
    say(fmt::format("sum {}; candidates {}", walk.sum,
                    rowsOf(walk.candidates)));
    return;
  }
  auto side = [](const SelectionWalk::Pointer &pointer) {
    if (pointer.row < 0)
      return fmt::format("{} taken, used up", pointer.taken);
    return fmt::format("{} taken, next {}@{}", pointer.taken, pointer.product,
                       pointer.row);
  };
  for (size_t column = 0; column < walk.largest.size(); ++column)
    say(fmt::format("column {}: max {}; min {}", column,
                    side(walk.largest[column]), side(walk.smallest[column])));
}

void Debugger::print(Words words) {
  std::string what = words.empty() ? "" : words[0];
  Words rest = words.empty() ? words : words.subspan(1);
  if (what == "queues")
    return printQueues();
  if (what == "tokens")
    return printTokens();
  if (what == "registers")
    return printRegisters();
  if (what == "greedy" || what == "pointers")
    return printWalk(rest, what == "pointers");
  if (what == "sorted")
    return printBank(BankKind::SortedKey, rest);
  for (size_t kind = 0; kind < numBankKinds; ++kind)
    if (what == bankNames[kind])
      return printBank(BankKind(kind), rest);
  say("print what? queues, tokens, registers, greedy, pointers, or one of key, "
      "value, query, mask, output and sorted with a bank");
}

void Debugger::printInfo() {
  if (!source->site.empty())
    say("site " + source->site);
  say(fmt::format("{} operations executed", executed));
  printNext("next");
  for (const std::string &where : instructionBreaks)
    say("break " + where);
  for (int64_t at : cycleBreaks)
    say(fmt::format("break cycle {}", at));
  if (breaksAtSites)
    say("break site");
}

void Debugger::list() {
  constexpr size_t around = 4;
  size_t at = next ? next->operation.index : source->stream.size() - 1;
  size_t begin = at < around ? 0 : at - around;
  size_t end = std::min(source->stream.size(), at + around + 1);
  for (size_t i = begin; i < end; ++i)
    say(fmt::format("{} {:>4}  {}", next && i == at ? ">" : " ", i,
                    disassemble(source->stream[i])));
}

void Debugger::help() { say(std::string(helpText)); }

void Debugger::execute(Words words) {
  const std::string &command = words[0];
  Words rest = words.subspan(1);
  auto is = [&](std::string_view name) {
    return command == name || (command.size() == 1 && command[0] == name[0]);
  };
  if (is("break"))
    return addBreakpoint(rest);
  if (is("delete"))
    return removeBreakpoint(rest);
  if (is("print"))
    return print(rest);
  if (is("list"))
    return list();
  if (is("info"))
    return printInfo();
  if (is("help"))
    return help();
  if (is("quit")) {
    quits = true;
    return;
  }
  bool steps = is("step");
  if (!steps && !is("continue"))
    return say("unknown command '" + command + "'; see help");
  auto count = rest.empty() ? std::optional<int64_t>(1) : number(rest[0]);
  if (rest.size() > (steps ? 1u : 0u) || !count || !*count)
    return say(steps ? "expected a number of steps, at least 1"
                     : "continue takes no argument");
  stepsLeft = steps ? *count : 0;
  continues = !steps;
  if (!failed && next)
    return go();
  leaves = !failed && !isLast;
  if (!leaves)
    printNext("");
}

Debugger::Outcome Debugger::run(Simulation &newSimulation,
                                const StreamSource &newSource,
                                const Machine &newMachine,
                                Arithmetic newArithmetic, bool last) {
  simulation = &newSimulation;
  source = &newSource;
  machine = &newMachine;
  arithmetic = newArithmetic;
  executed = cycle = 0;
  isLast = last;
  failed = leaves = quits = false;
  selected.reset();
  next.reset();
  if (auto first = simulation->next()) {
    next = *first;
  } else {
    failed = true;
    failureText = source->render(simulation->stalls());
  }
  std::string reason = source->site.empty() ? "" : "site " + source->site;
  if (failed || !next || !continues || breaksAtSites) {
    continues = false;
    printNext(reason);
  } else if (auto stop = reasonToStop()) {
    continues = false;
    printNext(*stop);
  } else {
    go();
  }
  auto hasEnded = [&] { return !failed && !next; };
  while (!leaves && !quits && !(hasEnded() && continues && !isLast)) {
    output << prompt << std::flush;
    std::string line;
    if (!std::getline(commands, line))
      break;
    std::istringstream stream(line.substr(0, line.find('#')));
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
      words.push_back(word);
    if (!words.empty())
      execute(words);
  }
  if (failed)
    return Outcome::Failed;
  bool goesOn = leaves || (continues && !isLast);
  return hasEnded() && (isLast || goesOn) ? Outcome::Finished : Outcome::Quit;
}
