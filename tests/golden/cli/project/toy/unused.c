#error this file is not part of the project
