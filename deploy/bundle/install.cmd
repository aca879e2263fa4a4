@echo off
rem install.cmd [FOLDER]: yushen into FOLDER (yushen), from the files beside this one; no network is asked.
setlocal
chcp 65001 >nul
set FOLDER=%~1
if "%FOLDER%"=="" set FOLDER=yushen
py -@PYTHON@ -c "import venv" >nul 2>&1
if errorlevel 1 (
  echo 需要 Python @PYTHON@，请先安装 / needs Python @PYTHON@
  exit /b 3
)
py -@PYTHON@ -m venv "%FOLDER%" || exit /b 1
"%FOLDER%\Scripts\python" -m pip --disable-pip-version-check install -q --no-index --no-deps --require-hashes ^
  --find-links "%~dp0wheels" -r "%~dp0requirements.txt" || exit /b 1
"%FOLDER%\Scripts\yushen" doctor
echo 已安装 / installed: %FOLDER%\Scripts\yushen
