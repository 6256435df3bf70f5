//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/Executable.h"

#include "TestProgram.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <unistd.h>

using namespace a3;

namespace {

/// What TestModule.cpp calls its modes.
enum Mode {
  Add,
  Fail,
  FailInLoop,
  Attend,
  AttendInLoop,
  Multiply,
  LaunchWrong,
  Nested,
  Sized,
  MakesNothing,
  MakesOther,
  TooLarge,
  Negative
};

class ExecutableTest : public testing::Test {
protected:
  const std::string path =
      testing::TempDir() + "a3-executable-" + std::to_string(getpid()) + ".a3";
  std::vector<Tensor> inputs, outputs;

  ~ExecutableTest() override { std::filesystem::remove(path); }

  void SetUp() override {
    for (const TensorInfo &info : test::testProgram().inputs)
      inputs.push_back(*Tensor::create(info.element, info.shape));
    for (const TensorInfo &info : test::testProgram().outputs)
      outputs.push_back(*Tensor::create(info.element, info.shape));
    for (size_t i = 0; i < x().size(); ++i)
      x()[i] = float(i % 7) - 3;
  }

  std::span<float> x() { return inputs[1].values<float>(); }
  std::span<float> y() { return outputs[0].values<float>(); }

  Expected<Executable> load(const Program &program) {
    auto written = test::writeTestProgram(program, A3_TEST_MODULE, path);
    if (!written)
      return tl::unexpected(written.error());
    auto file = ProgramFile::open(path);
    if (!file)
      return tl::unexpected(file.error());
    return Executable::load(std::move(*file));
  }

  Expected<RunReport> run(Mode mode, RunOptions options = {}) {
    auto executable = load(test::testProgram());
    if (!executable)
      return tl::unexpected(executable.error());
    inputs[0].values<int32_t>()[0] = mode;
    return executable->run(inputs, outputs, options);
  }

  std::string errorOf(Mode mode, unsigned threads) {
    auto report = run(mode, {Arithmetic::Fixed, threads});
    return report ? "no error" : report.error().message;
  }
};

TEST_F(ExecutableTest, CodeReadsInputsAndWeightsAndWritesOutputs) {
  for (Mode mode : {Add, Nested})
    for (unsigned threads : {1u, 2u, 5u}) {
      std::ranges::fill(y(), 0.0f);
      auto report = run(mode, {Arithmetic::Fixed, threads});
      ASSERT_TRUE(report) << report.error().message;
      for (size_t i = 0; i < y().size(); ++i)
        ASSERT_EQ(y()[i], x()[i] + test::testWeights()[i]);
      EXPECT_EQ(report->sites[0].launches, 0);
      EXPECT_EQ(report->total.queries, 0);
      EXPECT_GT(report->hostSeconds, 0);
    }
}

TEST_F(ExecutableTest, ProductsAreComputed) {
  ASSERT_TRUE(run(Multiply));
  std::vector<float> weights = test::testWeights();
  float expected = 0;
  for (size_t i = 0; i < 16; ++i)
    expected += x()[3 * 16 + i] * weights[5 * 16 + i];
  EXPECT_EQ(y()[3 * 8 + 5], expected);
}

TEST_F(ExecutableTest, SitesRunOnTheSimulator) {
  auto inFloat = run(Attend, {Arithmetic::Float, 1});
  ASSERT_TRUE(inFloat) << inFloat.error().message;
  std::vector<float> result(y().begin(), y().end());
  auto inFixed = run(Attend, {Arithmetic::Fixed, 1});
  ASSERT_TRUE(inFixed);
  for (size_t i = 0; i < result.size(); ++i)
    EXPECT_NEAR(y()[i], result[i], 0.5);
  EXPECT_FALSE(std::ranges::equal(y(), result));
  EXPECT_EQ(inFixed->sites[0].launches, 1);
  EXPECT_EQ(inFixed->total.queries, 16);
  EXPECT_EQ(inFixed->total.kept, 64);
  EXPECT_EQ(inFixed->total.full.cycles, inFloat->total.full.cycles);
  EXPECT_GT(inFixed->simulationSeconds, 0);
}

TEST_F(ExecutableTest, ARunTellsItsLaunches) {
  RunDetail detail({0});
  RunOptions options;
  options.detail = &detail;
  auto report = run(Attend, options);
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_EQ(detail.launches.size(), 1u);
  EXPECT_EQ(detail.launches[0].kept, std::vector<int64_t>(16, 4));
  EXPECT_EQ(detail.launches[0].cycles, report->total.full.cycles);
  EXPECT_EQ(detail.launches[0].rows->states,
            std::vector<RowState>(16 * 4, RowState::Kept));
}

TEST_F(ExecutableTest, ARunIsTracedOrToldQueryByQuery) {
  RunDetail detail;
  Machine machine = *loadMachine("a3-hpca20");
  auto trace = Trace::create(path + ".json", machine, {});
  ASSERT_TRUE(trace);
  RunOptions options;
  options.detail = &detail;
  options.trace = &*trace;
  auto report = run(Attend, options);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().message,
            "a run is either traced or told query by query, not both");
}

TEST_F(ExecutableTest, AnExecutableRunsAgain) {
  auto executable = load(test::testProgram());
  ASSERT_TRUE(executable);
  for (int32_t mode : {Attend, Fail, Attend, FailInLoop, Attend}) {
    inputs[0].values<int32_t>()[0] = mode;
    auto report = executable->run(inputs, outputs, {});
    EXPECT_EQ(report.has_value(), mode == Attend);
    if (report)
      EXPECT_EQ(report->total.queries, 16);
  }
}

TEST_F(ExecutableTest, FailuresOfTheCodeEndTheRun) {
  for (unsigned threads : {1u, 2u, 8u}) {
    EXPECT_EQ(errorOf(Fail, threads), "the sequence is too long");
    // The first index that fails, however the loop was shared.
    EXPECT_EQ(errorOf(FailInLoop, threads), "index 37 is out of bounds");
    EXPECT_EQ(errorOf(AttendInLoop, threads),
              "a site was launched inside a parallel loop");
  }
  EXPECT_EQ(errorOf(LaunchWrong, 1), "the host code launches site 1 of 1");
}

TEST_F(ExecutableTest, TensorsMustBeAsDeclared) {
  auto executable = load(test::testProgram());
  ASSERT_TRUE(executable);
  auto error = [&] {
    auto report = executable->run(inputs, outputs, {});
    return report ? "no error" : report.error().message;
  };
  inputs[1] = *Tensor::create("f32", {2, 16, 4});
  EXPECT_EQ(error(),
            "input 1 'x' must be f32 [2, 4, 16], but is f32 [2, 16, 4]");
  inputs[1] = *Tensor::create("f64", {2, 4, 16});
  EXPECT_EQ(error(),
            "input 1 'x' must be f32 [2, 4, 16], but is f64 [2, 4, 16]");
  inputs[1] = *Tensor::create("f32", {2, 4, 16});
  outputs.clear();
  EXPECT_EQ(error(), "the program has 1 outputs, but 0 were given");
  inputs.pop_back();
  EXPECT_EQ(error(), "the program has 2 inputs, but 1 were given");
}

/// The second size of x and y is open.
class SizedTest : public ExecutableTest {
protected:
  Expected<RunReport> run(Executable &executable, Mode mode, int64_t rows) {
    inputs[0].values<int32_t>()[0] = mode;
    inputs[1] = *Tensor::create("f32", {2, rows, 16});
    for (size_t i = 0; i < x().size(); ++i)
      x()[i] = float(i);
    return executable.run(inputs, outputs, {});
  }

  std::string errorOf(Mode mode, int64_t rows) {
    Expected<Executable> executable = loadSized();
    if (!executable)
      return executable.error().message;
    auto report = run(*executable, mode, rows);
    return report ? "no error" : report.error().message;
  }

  Expected<Executable> loadSized() {
    Program program = test::testProgram();
    program.inputs[1].shape[1] = unknownSize;
    program.outputs[0].shape[1] = unknownSize;
    outputs[0] = Tensor();
    return load(program);
  }
};

TEST_F(SizedTest, OutputsComeInTheSizesOfTheRun) {
  Expected<Executable> executable = loadSized();
  ASSERT_TRUE(executable) << executable.error().message;
  for (int64_t rows : {3, 1, 500, 3}) {
    auto report = run(*executable, Sized, rows);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(outputs[0].shape(), (std::vector<int64_t>{2, rows, 16}));
    EXPECT_TRUE(std::ranges::equal(y(), x()));
  }
}

TEST_F(SizedTest, WhatCannotBeMadeEndsTheRun) {
  EXPECT_EQ(errorOf(MakesNothing, 3), "the host code did not make output 0");
  EXPECT_EQ(errorOf(MakesOther, 3),
            "output 0 'y' would be f32 [2, 3, 15] for inputs of these sizes, "
            "but must be f32 [2, ?, 16]");
  EXPECT_EQ(errorOf(TooLarge, 3),
            "there is no memory for an intermediate tensor of "
            "2305843009213693952 times 128 bytes; check the sizes of the "
            "inputs");
  EXPECT_EQ(errorOf(Negative, 3),
            "there is no memory for an intermediate tensor of -3 times 128 "
            "bytes; check the sizes of the inputs");
}

TEST_F(SizedTest, NoSizeIsEmpty) {
  EXPECT_EQ(errorOf(Sized, 0),
            "input 1 'x' must be f32 [2, ?, 16] with sizes from 1 to "
            "2147483647 for ?, but is f32 [2, 0, 16]");
}

TEST_F(ExecutableTest, CodeForAnotherMachineIsNotLoaded) {
  Program program = test::testProgram();
  program.target = "vax";
  auto executable = load(program);
  ASSERT_FALSE(executable);
  EXPECT_NE(executable.error().message.find("host code is for vax"),
            std::string::npos);
}

TEST_F(ExecutableTest, StreamsAreCheckedBeforeAnythingRuns) {
  Program program = test::testProgram();
  program.sites[0].stream.pop_back();
  auto executable = load(program);
  EXPECT_FALSE(executable);
}

} // namespace
