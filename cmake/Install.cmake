# What `cmake --install` writes: tools and what goes with them as the component "tools",
# libraries, headers and A3Config.cmake as the component "dev" (docs/install.md).
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(a3_config_folder ${CMAKE_INSTALL_LIBDIR}/cmake/A3)

# Collects the static libraries and interfaces of a folder and of those below it, so that
# a new library needs nothing here.
function(a3_collect_libraries folder output)
  set(found)
  get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
  foreach(target IN LISTS targets)
    get_target_property(type ${target} TYPE)
    if(target MATCHES "^A3" AND type MATCHES "^(STATIC|INTERFACE)_LIBRARY$")
      list(APPEND found ${target})
    endif()
  endforeach()
  get_property(below DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
  foreach(subfolder IN LISTS below)
    a3_collect_libraries(${subfolder} found_below)
    list(APPEND found ${found_below})
  endforeach()
  set(${output} ${found} PARENT_SCOPE)
endfunction()

# Installs libraries, which another project links as A3::NAME without the first A3.
function(a3_install_libraries set)
  foreach(library IN LISTS ARGN)
    string(REGEX REPLACE "^A3" "" name ${library})
    set_target_properties(${library} PROPERTIES EXPORT_NAME ${name})
    target_compile_features(${library} INTERFACE cxx_std_20)
  endforeach()
  install(TARGETS ${ARGN} EXPORT ${set} COMPONENT dev
          INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  install(EXPORT ${set} NAMESPACE A3:: DESTINATION ${a3_config_folder} COMPONENT dev)
endfunction()

# Those without MLIR are a set of their own, for projects on machines that have none.
get_directory_property(folders DIRECTORY lib DEFINITION A3_HARDWARE_FOLDERS)
foreach(folder IN LISTS folders)
  a3_collect_libraries(${CMAKE_SOURCE_DIR}/lib/${folder} libraries)
  list(APPEND hardware ${libraries})
endforeach()
a3_collect_libraries(${CMAKE_SOURCE_DIR}/lib compiler)
list(REMOVE_ITEM compiler ${hardware})
a3_install_libraries(A3HardwareTargets ${hardware})
if(compiler)
  a3_install_libraries(A3CompilerTargets ${compiler})
endif()

foreach(root ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
  install(DIRECTORY ${root}/include/a3 DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT dev
          FILES_MATCHING PATTERN "*.h" PATTERN "*.inc" PATTERN "*.td" PATTERN "*.fbs"
          PATTERN "*.toml" PATTERN CMakeFiles EXCLUDE)
endforeach()

configure_package_config_file(
  ${CMAKE_SOURCE_DIR}/cmake/A3Config.cmake.in ${CMAKE_BINARY_DIR}/A3Config.cmake
  INSTALL_DESTINATION ${a3_config_folder} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(
  ${CMAKE_BINARY_DIR}/A3ConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/A3Config.cmake ${CMAKE_BINARY_DIR}/A3ConfigVersion.cmake
        DESTINATION ${a3_config_folder} COMPONENT dev)

# Licences: the project's own, and those of what is copied into its files.
set(doc ${CMAKE_INSTALL_DATADIR}/doc)
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE DESTINATION ${doc}/a3 RENAME copyright
        COMPONENT tools)
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE DESTINATION ${doc}/a3-dev RENAME copyright
        COMPONENT dev)
set(copied libcli11-dev libexpected-dev libflatbuffers-dev libfmt-dev libhwy-dev
    nlohmann-json3-dev)
if(A3_ENABLE_COMPILER)
  list(APPEND copied liblld-22-dev)
endif()
foreach(package IN LISTS copied)
  install(FILES /usr/share/doc/${package}/copyright OPTIONAL COMPONENT tools
          DESTINATION ${doc}/a3/third-party RENAME ${package})
endforeach()
