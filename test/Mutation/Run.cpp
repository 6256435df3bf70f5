//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run.h"

#include "llvm/ADT/SetVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/ToolOutputFile.h"

using namespace mlir;
using namespace mlir::a3;
using namespace mlir::a3::mutation;

//===----------------------------------------------------------------------===//
// Inputs
//===----------------------------------------------------------------------===//

LogicalResult Run::readInputs() {
  std::error_code error;
  std::vector<std::string> paths;
  for (llvm::sys::fs::directory_iterator file(options.inputDirectory, error),
       end;
       !error && file != end; file.increment(error))
    if (llvm::sys::path::extension(file->path()) == ".mlir" &&
        (options.only.empty() ||
         llvm::sys::path::stem(file->path()) == options.only))
      paths.push_back(file->path());
  if (error || paths.empty()) {
    llvm::errs() << "error: no inputs in '" << options.inputDirectory << "'";
    if (!options.only.empty())
      llvm::errs() << " of the name '" << options.only << "'";
    llvm::errs() << (error ? ": " + error.message() : "") << '\n';
    return failure();
  }
  llvm::sort(paths);
  for (const std::string &path : paths) {
    FailureOr<Input> input = readInput(path, context);
    if (failed(input))
      return failure();
    inputs.push_back(std::move(*input));
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Plans
//===----------------------------------------------------------------------===//

static bool fits(const Rewrite &rewrite, const Input &input) {
  return !rewrite.only || input.spelling == Spelling::Mixed ||
         *rewrite.only == input.spelling;
}

/// Even seeds make an equivalent mutant, odd ones change the meaning.
static bool isOfChange(uint64_t seed) { return seed % 2 == 1; }

/// Each kind has its turn.
const Rewrite &Run::getTurn(uint64_t seed) {
  ArrayRef<Rewrite> kinds = isOfChange(seed) ? changes : equivalent;
  return kinds[seed / 2 % kinds.size()];
}

Plan Run::plan(uint64_t seed) {
  Random random(seed);
  Plan plan;
  auto add = [&](const Rewrite &rewrite, bool changesMeaning) {
    plan.steps.push_back({rewrite, random.next(), changesMeaning});
  };
  const Rewrite &turn = getTurn(seed);
  bool changesMeaning = isOfChange(seed);
  plan.input = &inputs[random.below(inputs.size())];
  for (uint64_t i = random.below(changesMeaning ? 4 : 6); i > 0; --i)
    add(random.pick<Rewrite>(equivalent), false);
  if (!changesMeaning) {
    add(turn, false);
    std::swap(plan.steps.back(), plan.steps[random.below(plan.steps.size())]);
    return plan;
  }
  add(turn, true);
  for (uint64_t i = random.below(3); i > 0; --i)
    add(random.pick<Rewrite>(detours), false);
  return plan;
}

LogicalResult Run::mutate(uint64_t seed) {
  Plan wanted = plan(seed);
  const Rewrite &turn = getTurn(seed);
  auto isTurn = [&](const Step &step) {
    return step.rewrite.name == turn.name;
  };
  // The kind whose turn it is may not fit the input, or not after the others.
  uint64_t first = wanted.input - inputs.data();
  for (bool isAlone : {false, true})
    for (uint64_t i = 0; i < inputs.size(); ++i) {
      Plan tried = wanted;
      tried.input = &inputs[(first + i) % inputs.size()];
      llvm::erase_if(tried.steps, [&](const Step &step) {
        return !fits(step.rewrite, *tried.input) || (isAlone && !isTurn(step));
      });
      OwningOpRef<ModuleOp> module = applyPlan(tried);
      if (!module)
        return failure();
      if (llvm::any_of(tried.steps, isTurn)) {
        examine(tried, *module, seed);
        return success();
      }
    }
  return success();
}

LogicalResult Run::mutateByKinds(Input &input, uint64_t seed) {
  Plan plan;
  plan.input = &input;
  Random random(seed);
  for (StringRef kind : options.kinds) {
    auto named = [&](const Rewrite &rewrite) { return rewrite.name == kind; };
    const auto *change = llvm::find_if(changes, named);
    const auto *rewrite = llvm::find_if(equivalent, named);
    bool changesMeaning = change != changes.end();
    if (!changesMeaning && rewrite == equivalent.end()) {
      llvm::errs() << "error: there is no kind '" << kind
                   << "': --list says which there are\n";
      return failure();
    }
    plan.steps.push_back(
        {changesMeaning ? *change : *rewrite, random.next(), changesMeaning});
  }
  OwningOpRef<ModuleOp> module = applyPlan(plan);
  if (!module)
    return failure();
  examine(plan, *module, seed);
  return success();
}

LogicalResult Run::runSingle(Input &input, const Rewrite &rewrite,
                             bool changesMeaning, uint64_t seed) {
  if (!fits(rewrite, input))
    return success();
  Plan plan;
  plan.input = &input;
  plan.steps.push_back({rewrite, Random(seed).next(), changesMeaning});
  OwningOpRef<ModuleOp> module = applyPlan(plan);
  if (!module)
    return failure();
  if (!plan.steps.empty())
    examine(plan, *module, seed);
  return success();
}

LogicalResult Run::runSingles() {
  for (Input &input : inputs)
    for (bool changesMeaning : {false, true})
      for (const Rewrite &rewrite : changesMeaning ? changes : equivalent)
        for (uint64_t i = 0; i < options.count; ++i)
          if (failed(runSingle(input, rewrite, changesMeaning,
                               options.firstSeed + i)))
            return failure();
  return success();
}

LogicalResult Run::run() {
  for (ArrayRef<Rewrite> rewrites : {equivalent, changes})
    for (const Rewrite &rewrite : rewrites)
      tallies[rewrite.name] = {};
  if (options.singles)
    return runSingles();
  for (uint64_t seed = options.firstSeed;
       seed < options.firstSeed + options.count; ++seed) {
    if (options.kinds.empty()) {
      if (failed(mutate(seed)))
        return failure();
      continue;
    }
    for (Input &input : inputs)
      if (failed(mutateByKinds(input, seed)))
        return failure();
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Verdicts
//===----------------------------------------------------------------------===//

static bool changesMeaning(const Plan &plan) {
  return llvm::any_of(plan.steps,
                      [](const Step &step) { return step.changesMeaning; });
}

Run::Outcome Run::judgePlan(const Plan &plan, ModuleOp module, bool proves,
                            std::string &messages) {
  bool isChanged = changesMeaning(plan);
  if (proves && options.compare && !isChanged) {
    messages = findDifference(*plan.input, module, verifier);
    if (!messages.empty())
      return Outcome::Different;
  }
  Verdict verdict = judge(module, proves ? &verifier : nullptr);
  messages = verdict.messages;
  bool isRaised = verdict.raise.getNumRaised() != 0;
  bool isProven = verdict.raise.isProven() || (!proves && !isChanged);
  if (!verdict.isValid || (isRaised && !isProven))
    return Outcome::RaisedWrongly;
  if (isChanged)
    return isRaised ? Outcome::ProvenEqual : Outcome::Good;
  return isRaised && !verdict.isLeft ? Outcome::Good : Outcome::NotRaised;
}

bool Run::endsIn(const Plan &plan, Outcome outcome) {
  Plan applied = plan;
  OwningOpRef<ModuleOp> module = applyPlan(applied);
  std::string messages;
  bool proves = options.prove && outcome != Outcome::NotRaised;
  return module && applied.steps.size() == plan.steps.size() &&
         judgePlan(plan, *module, proves, messages) == outcome;
}

Plan Run::shrink(Plan plan, Outcome outcome) {
  bool shrunk = true;
  while (shrunk) {
    shrunk = false;
    for (size_t i = 0; i < plan.steps.size(); ++i) {
      Plan smaller = plan;
      smaller.steps.erase(smaller.steps.begin() + i);
      if (plan.steps[i].changesMeaning || smaller.steps.empty() ||
          !endsIn(smaller, outcome))
        continue;
      plan = smaller;
      shrunk = true;
      break;
    }
  }
  return plan;
}

static std::string getKinds(const Plan &plan) {
  std::string kinds;
  for (const Step &step : plan.steps)
    kinds += (kinds.empty() ? "" : ",") + step.rewrite.name.str();
  return kinds;
}

StringRef Run::getText(Outcome outcome) {
  switch (outcome) {
  case Outcome::NotRaised:
    return "not raised";
  case Outcome::RaisedWrongly:
    return "raised wrongly";
  case Outcome::Different:
    return "not equivalent";
  default:
    return "good";
  }
}

void Run::examine(const Plan &plan, ModuleOp module, uint64_t seed) {
  if (options.print) {
    llvm::outs() << "// " << plan.input->name << ' ' << seed << ": "
                 << getKinds(plan) << '\n'
                 << module << '\n';
  }
  std::string messages;
  Outcome outcome = judgePlan(plan, module, options.prove, messages);
  bool isChanged = changesMeaning(plan);
  bool isFailed = outcome != Outcome::Good && outcome != Outcome::ProvenEqual;
  ++(isChanged ? numChanged : numEquivalent);
  numRecalled += !isChanged && !isFailed;
  numProvenEqual += outcome == Outcome::ProvenEqual;
  numWrong += outcome == Outcome::RaisedWrongly;
  numDifferent += outcome == Outcome::Different;
  auto count = [&](const Plan &plan, unsigned Tally::*counter) {
    llvm::SmallSetVector<StringRef, 8> names;
    for (const Step &step : plan.steps)
      if (step.changesMeaning == isChanged)
        names.insert(step.rewrite.name);
    for (StringRef name : names)
      ++(tallies[name].*counter);
  };
  count(plan, &Tally::mutants);
  if (outcome == Outcome::ProvenEqual)
    count(plan, &Tally::provenEqual);
  if (!isFailed)
    return;
  Plan smallest = shrink(plan, outcome);
  count(smallest, &Tally::failures);
  llvm::outs() << getText(outcome) << ": " << plan.input->name
               << " --seed=" << seed << ": " << getKinds(smallest) << '\n';
  if (!options.failureDirectory.empty())
    writeFailure(plan, smallest, seed);
}

void Run::writeFailure(const Plan &plan, const Plan &smallest, uint64_t seed) {
  Plan again = smallest;
  OwningOpRef<ModuleOp> module = applyPlan(again);
  std::string text;
  llvm::raw_string_ostream os(text);
  os << *module;
  std::string messages;
  Outcome outcome = judgePlan(smallest, *module, options.prove, messages);

  std::error_code error =
      llvm::sys::fs::create_directories(options.failureDirectory);
  SmallString<128> path(options.failureDirectory);
  llvm::sys::path::append(
      path, Twine(outcome == Outcome::RaisedWrongly ? "FALSE-" : "") +
                smallest.steps.front().rewrite.name + "-" + plan.input->name +
                "-" + Twine(seed) + ".mlir");
  llvm::ToolOutputFile file(path, error, llvm::sys::fs::OF_Text);
  if (error) {
    llvm::errs() << "error: cannot write '" << path << "': " << error.message()
                 << '\n';
    return;
  }
  file.os() << "// " << getKinds(smallest) << ": "
            << StringRef(messages).split('\n').first << "\n// of "
            << getKinds(plan) << "\n// a3-mutate --only=" << plan.input->name
            << " --seed=" << seed << " --count=1\n"
            << text;
  file.keep();
}

bool Run::report() const {
  auto line = [](StringRef name, const Tally &tally) {
    if (tally.mutants == 0)
      return;
    llvm::outs() << llvm::left_justify(name, 30)
                 << llvm::format("%8u", tally.mutants)
                 << llvm::format("%8u", tally.failures)
                 << llvm::format("%8u", tally.provenEqual) << '\n';
  };
  llvm::outs() << llvm::left_justify("kind", 30)
               << " mutants  failed   equal\n";
  for (const Rewrite &rewrite : equivalent)
    line(rewrite.name, tallies.lookup(rewrite.name));
  for (const Rewrite &rewrite : changes)
    line(rewrite.name, tallies.lookup(rewrite.name));
  llvm::outs() << numEquivalent + numChanged << " mutants of " << inputs.size()
               << " inputs\nrecall: " << numRecalled << " of " << numEquivalent
               << " equivalent mutants raised and proven\nfalse positives: "
               << numWrong << " of " << numChanged << " changed mutants; "
               << numProvenEqual << " raised and proven equal\n";
  if (numDifferent != 0)
    llvm::outs() << "mistakes in rewrites: " << numDifferent << '\n';
  return numRecalled == numEquivalent && numWrong == 0;
}
