# Debian packages, by `cpack -G DEB` in the build folder: a3 has the tools, a3-dev the
# libraries (docs/install.md).
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME a3)
set(CPACK_PACKAGE_VENDOR "A3")
set(CPACK_PACKAGE_CONTACT "The A3 developers <a3@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
set(CPACK_COMPONENTS_ALL tools dev)
set(CPACK_STRIP_FILES ON)
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_SOURCE_DIR}/cmake/PackageEnvironment.cmake)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_SOURCE_DIR}/cmake/PackageLayout.cmake)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
# The first line of a description is its summary. dpkg-shlibdeps names the packages of the
# shared libraries, but may take LLVM's for that of llvm-22-dev, which has a link to it.
set(CPACK_DEBIAN_TOOLS_PACKAGE_NAME a3)
set(CPACK_DEBIAN_TOOLS_PACKAGE_SHLIBDEPS ON)
if(A3_ENABLE_COMPILER)
  set(CPACK_DEBIAN_TOOLS_PACKAGE_DEPENDS "libllvm22 (>= 1:22.1)")
endif()
set(CPACK_COMPONENT_TOOLS_DESCRIPTION
"compiler and simulator for the A3 attention accelerator
 Finds attention in models of linalg and TOSA, compiles it to instructions of the
 accelerator, and runs it on a simulator, bit by bit and with cycles and energy.")
# What A3Config.cmake looks for.
set(CPACK_DEBIAN_DEV_PACKAGE_NAME a3-dev)
set(dependencies libexpected-dev libflatbuffers-dev libfmt-dev libhwy-dev
    libopenblas-pthread-dev libxxhash-dev libyaml-cpp-dev nlohmann-json3-dev)
if(A3_ENABLE_COMPILER)
  list(APPEND dependencies liblld-22-dev libmlir-22-dev llvm-22-dev)
endif()
list(JOIN dependencies ", " CPACK_DEBIAN_DEV_PACKAGE_DEPENDS)
set(CPACK_COMPONENT_DEV_DESCRIPTION
"libraries of the A3 compiler and simulator
 Static libraries, headers and the package of CMake, for find_package(A3).")
include(CPack)
